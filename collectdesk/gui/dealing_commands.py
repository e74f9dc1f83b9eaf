"""What the actions about dealings beyond the daily ones do: each opens its dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.gui.runner import Runner
from collectdesk.gui.scene import Scene

_Opener = Callable[[QWidget, Runner, int], None]


def _about_customer(name: str) -> Callable[[Scene], None]:
    """The function of that name in the dialogs, which load when first needed."""

    def run(scene: Scene) -> None:
        from collectdesk.gui.dialogs import dealings

        opener: _Opener = getattr(dealings, name)
        assert scene.subject_id is not None, "the action is disabled without a customer"
        opener(scene.window, scene.runner, scene.subject_id)

    return run


def open_agreement(scene: Scene, first: str) -> None:
    """What can be done with a promise or plan of the history: "promise-12", "plan-3"."""
    from collectdesk.gui.dialogs.dealings import open_agreements

    if scene.customer_id is not None:
        open_agreements(scene.window, scene.runner, scene.customer_id, first)


def open_happening(scene: Scene, key: str, ref_id: int) -> None:
    """What a happening of the history is about: its invoice, or the payments with it chosen."""
    from collectdesk.gui.dialogs.dealings import open_behind

    if scene.customer_id is not None:
        open_behind(scene.window, scene.runner, scene.customer_id, key.partition("-")[0], ref_id)


def charges(scene: Scene) -> None:
    from collectdesk.gui.dialogs.dealings import open_charges

    open_charges(scene.window, scene.runner)


def hand_over(scene: Scene) -> None:
    from collectdesk.gui.dialogs.dealings import open_hand_over

    open_hand_over(scene.window, scene.runner, scene.subject_id)


def seat(scene: Scene) -> None:
    from collectdesk.gui.dialogs.dealings import open_seat

    open_seat(scene.window, scene.runner)


def policy(scene: Scene) -> None:
    from collectdesk.gui.dialogs.dealings import open_policy

    open_policy(scene.window, scene.runner)


def limit_reviews(scene: Scene) -> None:
    from collectdesk.gui.dialogs.dealings import open_limit_reviews

    open_limit_reviews(scene.window, scene.runner)


agreements: Final = _about_customer("open_agreements")
payments_received: Final = _about_customer("open_payments_received")
use_credit: Final = _about_customer("open_use_credit")
refund: Final = _about_customer("open_refund")
settlement: Final = _about_customer("open_settlement")
collecting_cost: Final = _about_customer("open_collecting_cost")
placement: Final = _about_customer("open_placement")
interest_rule: Final = _about_customer("open_interest_rule")
billing_standard: Final = _about_customer("open_billing_standard")
credit_application: Final = _about_customer("open_credit_application")
credit_limit: Final = _about_customer("open_credit_limit")
struggling: Final = _about_customer("open_struggling")
