"""Numbers and addresses become links of two kinds only, whatever somebody typed into them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from collectdesk.gui import links


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("(415) 555-0137", "tel:4155550137"),
        ("+44 20 7946 0018", "tel:+442079460018"),
        ("415-555-0137 ext. 12", "tel:4155550137"),
        ("415 555 0137 x9", "tel:4155550137"),
    ],
)
def test_only_digits_are_dialled(phone: str, dialled: str) -> None:
    url = links.phone_url(phone)
    assert url is not None
    assert url.toString() == dialled


@pytest.mark.parametrize("phone", ["", "ask Bob", "12", "javascript:alert(1)", "9" * 40])
def test_what_is_no_number_is_not_dialled(phone: str) -> None:
    assert links.phone_url(phone) is None


def test_a_mail_link_holds_one_address_and_nothing_else() -> None:
    url = links.mail_url(" ap@harborpoint.example ")
    assert url is not None
    assert url.toString() == "mailto:ap@harborpoint.example"


@pytest.mark.parametrize(
    "email",
    [
        "",
        "maria",
        "a@b.example?subject=Pay&attach=/etc/passwd",
        "a@b.example,c@d.example",
        "a@b.example\nBcc: everybody@x.example",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_plain_address_is_not_written_to(email: str) -> None:
    assert links.mail_url(email) is None


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://x.example", "javascript:1"])
def test_other_links_are_never_opened(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    assert not links.open_link(QUrl(address))
    assert not opened
