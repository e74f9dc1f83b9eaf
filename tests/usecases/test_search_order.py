"""A search shows first what people mean most: the customer of that name; it tells what it found."""

from __future__ import annotations

from pathlib import Path

from collectdesk.bootstrap import new_book, open_desk
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.pages import customer_listing
from tests.usecases.conftest import Shop


def test_who_is_called_so_comes_before_who_lives_there(tmp_path: Path) -> None:
    path = tmp_path / "Firm.collectdesk"
    new_book(path, firm="Firm")
    desk = open_desk(path)
    for name, address in (("Kestrel", "1 Harrison Street"), ("Harbor Point", ""), ("Hart", "")):
        form = CustomerForm(name=name, billing_address=address)
        desk.do(save_customer, SaveCustomer(form))
    listed = desk.ask(customer_listing, "all", "har").rows
    desk.close()
    assert [row.name for row in listed] == ["Harbor Point", "Hart", "Kestrel"]


def test_a_list_tells_the_number_and_sum_of_all_that_it_has(shop: Shop) -> None:
    """Of all that was found, not only of the rows there is room for; of a tab, its own."""
    for number in range(7):
        customer = shop.customer(f"Harbor {number}")
        shop.invoice(customer, "100.00", "2026-01-10", "net 30")
    shop.invoice(shop.customer("Kestrel"), "5,000.00", "2026-01-10", "net 30")
    found = shop.desk.ask(customer_listing, "promises", "harb", 2)
    assert (len(found.rows), found.found_count, found.total) == (2, 7, 70_000)
    everyone = shop.desk.ask(customer_listing, "all", "  ", 2)
    assert (everyone.all_count, everyone.found_count, everyone.total) == (8, None, 570_000)
    assert shop.desk.ask(customer_listing, "promises").total == 0
    nobody = shop.desk.ask(customer_listing, "all", "?!", 2)
    assert (nobody.rows, nobody.found_count, nobody.total) == ((), 0, 0)
