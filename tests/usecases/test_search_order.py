"""A search shows first what people mean most: the customer of that name."""

from __future__ import annotations

from pathlib import Path

from collectdesk.bootstrap import new_book, open_desk
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.pages import customer_listing


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
