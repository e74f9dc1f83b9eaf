"""What every dialog promises: nothing typed is lost, everything can be reached and read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from collectdesk.domain.errors import InvalidInput
from collectdesk.gui import dialogs, theme
from collectdesk.gui.dialogs import asking, dealings, paperwork
from collectdesk.gui.dialogs.number_edit import NumberEdit
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.buttons import Button
from collectdesk.usecases.customers import customer_form
from collectdesk.usecases.pages import customer_listing

HOSTILE = 2
INVOICE_OF_HOSTILE = 5

OPENERS: dict[str, Callable[[QWidget, Runner], object]] = {
    "customer": lambda host, runner: dialogs.open_customer_form(host, runner, HOSTILE),
    "contact": lambda host, runner: dialogs.open_contact_form(host, runner, HOSTILE, 2),
    "invoice": lambda host, runner: dialogs.open_invoice_form(host, runner, HOSTILE),
    "invoice detail": lambda host, runner: dialogs.open_invoice_detail(host, runner, 5),
    "payment": lambda host, runner: dialogs.open_payment_form(host, runner, HOSTILE),
    "promise": lambda host, runner: dialogs.open_promise_form(host, runner, HOSTILE),
    "dispute": lambda host, runner: dialogs.open_dispute_form(host, runner, HOSTILE, 5),
    "plan": lambda host, runner: dialogs.open_plan_form(host, runner, HOSTILE),
    "hold": lambda host, runner: dialogs.open_hold_form(host, runner, HOSTILE),
    "note": lambda host, runner: dialogs.open_note_form(host, runner, HOSTILE),
    "import": lambda host, runner: dialogs.open_import(host, runner),
    "notices": lambda host, runner: paperwork.open_notices(host, runner, None),
    "month end": lambda host, runner: paperwork.open_month_end(host, runner, None),
    "paper": lambda host, runner: paperwork.open_paper(host, runner, "invoice", INVOICE_OF_HOSTILE),
    "settings": lambda host, runner: dialogs.open_settings(host, runner),
    "letter texts": lambda host, runner: paperwork.open_letter_texts(host, runner),
    "labels": lambda host, runner: paperwork.open_labels(host, runner),
    "envelope test": lambda host, runner: paperwork.open_envelope_test(host, runner),
    "trail": lambda host, runner: dialogs.open_trail(host, runner),
}
DEALINGS: dict[str, Callable[[QWidget, Runner], object]] = {
    "agency": lambda host, runner: dealings.open_placement(host, runner, HOSTILE),
    "application": lambda host, runner: dealings.open_credit_application(host, runner, HOSTILE),
    "billing": lambda host, runner: dealings.open_billing_standard(host, runner, HOSTILE),
    "charges": lambda host, runner: dealings.open_charges(host, runner),
    "cost": lambda host, runner: dealings.open_collecting_cost(host, runner, HOSTILE),
    "hand over": lambda host, runner: dealings.open_hand_over(host, runner, HOSTILE),
    "interest": lambda host, runner: dealings.open_interest_rule(host, runner, HOSTILE),
    "limit": lambda host, runner: dealings.open_credit_limit(host, runner, HOSTILE),
    "payments": lambda host, runner: dealings.open_payments_received(host, runner, HOSTILE),
    "policy": lambda host, runner: dealings.open_policy(host, runner),
    "receipts": lambda host, runner: paperwork.open_receipts(host, runner),
    "refund": lambda host, runner: dealings.open_refund(host, runner, HOSTILE),
    "settlement": lambda host, runner: dealings.open_settlement(host, runner, HOSTILE),
    "struggling": lambda host, runner: dealings.open_struggling(host, runner, HOSTILE),
    "use credit": lambda host, runner: dealings.open_use_credit(host, runner, HOSTILE),
}


def _fields(dialog: QWidget) -> list[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractButton)
    found: list[QWidget] = []
    for kind in kinds:
        found += [each for each in dialog.findChildren(kind) if each.isVisibleTo(dialog)]
    return [each for each in found if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


@pytest.mark.parametrize("name", OPENERS)
def test_a_screen_reader_has_a_name_for_every_field(
    name: str, host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = opened(lambda: OPENERS[name](host, runner))
    nameless = [
        each
        for each in _fields(dialog)
        if not each.accessibleName() and not (isinstance(each, QAbstractButton) and each.text())
    ]
    assert [type(each).__name__ for each in nameless] == []


@pytest.mark.parametrize("name", OPENERS)
def test_typed_names_are_never_taken_for_markup_or_shortcuts(
    name: str, host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = opened(lambda: OPENERS[name](host, runner))
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    for button in dialog.findChildren(QAbstractButton):
        assert "&Chips" not in button.text()


@pytest.mark.parametrize("name", OPENERS | DEALINGS)
def test_no_two_fields_share_a_mnemonic(
    name: str, host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = opened(lambda: (OPENERS | DEALINGS)[name](host, runner))
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.buddy()]
    texts += [
        each.text() for each in dialog.findChildren(QAbstractButton) if each.isVisibleTo(dialog)
    ]
    letters = Counter(
        text[text.index("&") + 1].lower() for text in texts if "&" in text and "&&" not in text
    )
    assert [letter for letter, times in letters.items() if times > 1] == []


@pytest.mark.parametrize("name", OPENERS)
def test_the_tab_key_reaches_every_field_and_comes_back(
    name: str, host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = opened(lambda: OPENERS[name](host, runner))
    wanted = {each for each in _fields(dialog) if each.isEnabled() and not each.focusProxy()}
    reached: set[QWidget] = set()
    widget = dialog.nextInFocusChain()
    while widget is not dialog:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    assert wanted <= reached


def test_escape_closes_an_untouched_form_without_asking(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_asks_before_it_throws_typed_text_away(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None))
    qtbot.keyClicks(dialog.name, "Summit Ridge")
    monkeypatch.setattr(asking, "confirm", lambda *_: False)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.name.text() == "Summit Ridge"
    monkeypatch.setattr(asking, "confirm", lambda *_: True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("modifier", ["NoModifier", "ControlModifier"])
def test_enter_and_control_enter_save(
    modifier: str, host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None))
    qtbot.keyClicks(dialog.name, "Summit Ridge")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return, Qt.KeyboardModifier[modifier])
    assert not dialog.isVisible()
    assert asked(customer_listing, "all", "Summit").rows[0].name == "Summit Ridge"


def test_a_refused_field_tells_why_below_it_and_keeps_what_was_typed(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None))
    qtbot.keyClicks(dialog.name, "Summit Ridge")
    qtbot.keyClicks(dialog.pay_run, "whenever they like")
    dialog.save()
    right = dialog.grids[1]
    qtbot.waitUntil(lambda: bool(right.error_text("pay_run")))
    assert "whenever they like" in right.error_text("pay_run")
    assert dialog.isVisible()
    assert dialog.name.text() == "Summit Ridge"
    dialog.pay_run.setText("every Fri")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()


def test_a_failure_without_a_field_is_told_above_the_buttons(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, logged_trouble: Any
) -> None:
    logged_trouble.expect("something failed")
    dialog = opened(lambda: dialogs.open_promise_form(host, runner, HOSTILE))
    dialog.show_error(RuntimeError("secret inner words"))
    assert "secret" not in dialog.banner.text()
    assert "Your last step was not saved" in dialog.banner.text()
    assert dialog.save_button.isEnabled()


def test_hostile_text_comes_back_as_it_was_typed(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    before = asked(customer_form, HOSTILE)
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, HOSTILE))
    dialog.note.setPlainText('<script>alert("x")</script>\n=cmd|calc; DROP TABLE customer;--')
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    after = asked(customer_form, HOSTILE)
    assert after.name == before.name
    assert after.note == '<script>alert("x")</script>\n=cmd|calc; DROP TABLE customer;--'


@pytest.mark.parametrize("name", OPENERS)
@pytest.mark.parametrize("scale", [100, 140])
def test_buttons_stay_in_sight_on_a_small_screen(
    name: str,
    scale: int,
    host: QWidget,
    runner: Runner,
    opened: Any,
    qapp: QApplication,
    request: pytest.FixtureRequest,
) -> None:
    request.addfinalizer(lambda: theme.wear(qapp, dark=False))
    theme.wear(qapp, dark=False, scale=scale)
    dialog = opened(lambda: OPENERS[name](host, runner))
    dialog.resize(dialog.minimumSizeHint())
    assert dialog.height() <= 640
    assert dialog.rect().contains(dialog.save_button.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(key: Qt.Key, qtbot: QtBot) -> None:
    pressed: list[str] = []
    window = QDialog()
    qtbot.addWidget(window)
    row = QVBoxLayout(window)
    other = Button("Choose file…", clicked=lambda: pressed.append("other"))
    main = Button("Import", "primary", clicked=lambda: pressed.append("main"))
    main.setDefault(True)
    row.addWidget(other)
    row.addWidget(main)
    qtbot.keyClick(other, key)
    assert pressed == ["other"]


def test_what_is_wrong_with_a_field_is_taken_back_as_soon_as_it_is_changed(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_promise_form(host, runner, 1))
    dialog.date.setText("soon")
    dialog.save()
    assert dialog.grid.error_text("promise_date")
    assert dialog.date.selectedText() == "soon", "typing replaces it"
    assert dialog.date.accessibleDescription() == dialog.grid.error_text("promise_date")
    qtbot.keyClicks(dialog.date, "fri")
    assert not dialog.grid.error_text("promise_date")
    assert not dialog.date.accessibleDescription()


def test_what_was_not_chosen_is_taken_back_with_the_choice(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_dispute_form(host, runner, HOSTILE, 5))
    dialog.save()
    qtbot.waitUntil(lambda: bool(dialog.grid.error_text("dispute_reason")))
    told = dialog.grid.error_text("dispute_reason")
    assert dialog.reason.accessibleDescription() == told
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Down)
    assert not dialog.grid.error_text("dispute_reason")
    assert not dialog.reason.accessibleDescription()


def test_an_explanation_of_a_field_comes_back_when_its_error_goes(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, HOSTILE))
    explained = dialog.terms.accessibleDescription()
    assert explained
    dialog.show_error(InvalidInput("Not these terms.", "terms"))
    assert dialog.terms.accessibleDescription() == "Not these terms."
    dialog.clear_errors()
    assert dialog.terms.accessibleDescription() == explained


def test_rows_stay_together_when_fewer_are_asked_for(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_settlement(host, runner, 1))

    def gap() -> int:
        above, below = form.grid.field("amount"), form.grid.field("reason")
        return int(below.mapTo(form, QPoint()).y() - above.mapTo(form, QPoint()).y())

    form.resize(form.width(), form.height() + 200)
    form.step.setCurrentIndex(1)
    qtbot.waitUntil(lambda: gap() < 4 * form.grid.field("reason").height())


@pytest.mark.parametrize("typed", ["", "٣", "1_0", "2.5", "31", "1e1"])
def test_a_field_for_a_number_takes_plain_digits_within_its_bounds(
    qtbot: QtBot, typed: str
) -> None:
    field = NumberEdit(0, 30, 7)
    qtbot.addWidget(field)
    field.setText(typed)
    with pytest.raises(InvalidInput, match="Type a number from 0 to 30"):
        field.value()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() in (1, 30)


def test_what_is_typed_no_longer_is_not_foretold(
    host: QWidget, runner: Runner, opened: Any, asked: Any
) -> None:
    form = opened(lambda: dialogs.open_promise_form(host, runner, 1))
    told: list[object] = []

    def refused() -> object:
        raise InvalidInput("Type an amount.", "promise_amount")

    for command in (lambda: "before", refused):
        form.foresee(lambda _, made: made, command, told.append, told.clear)
    asked(lambda _: None)
    assert told == []


def test_what_is_wrong_is_scrolled_into_sight_on_a_small_screen(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_plan_form(host, runner, 1))
    dialog.setMaximumHeight(420)
    dialog.resize(dialog.width(), 420)
    field = dialog.grid.field("cure_days")
    bar = dialog._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(0)
    dialog.show_error(InvalidInput("So many days are too many.", "cure_days"))
    shown = dialog._area.viewport().rect()
    qtbot.waitUntil(lambda: shown.contains(field.mapTo(dialog._area.viewport(), QPoint(0, 0))))
