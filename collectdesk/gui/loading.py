"""Loads the places and windows that the owner will open, while the first page is being read.

To load one takes up to a fifth of a second, in which the window would stand still.
"""

from __future__ import annotations

import logging
import threading
from importlib import import_module
from typing import Final

# The package of the dialogs loads modules of its own: two threads that begin with it at once could
# each wait for the other. So the window's thread loads it before the other begins.
from collectdesk.gui import dialogs, panes

_PAUSE_S: Final = 0.02
_PLACES: Final = (
    "invoices", "watch", "insights", "statements", "call_log", "documents", "call_reading",
)  # fmt: skip
_DIALOGS: Final = (
    "needs", "payment", "promise", "dispute", "plan", "paperwork", "paper", "paper_offer",
    "notices", "invoice", "invoice_detail", "customer", "contact", "note", "hold", "settings",
    "import_ledger", "bank", "month_end", "export", "received", "payments_received", "agreements",
    "settlement", "credit", "credit_on_account", "charges", "letter_texts", "labels", "receipts",
    "print_again", "policy", "hand_over", "limit_reviews", "placement", "interest_rule",
    "struggling", "collecting_cost", "thank_you", "envelope_test", "trail", "check", "passphrase",
    "calendar_choice", "dealings", "dispute_steps", "invoice_steps", "look", "recovery",
    "keeping",
)  # fmt: skip
MODULES: Final = (
    "collectdesk.gui.palette",
    *(f"{panes.__name__}.{name}" for name in _PLACES),
    *(f"{dialogs.__name__}.{name}" for name in _DIALOGS),
    "collectdesk.gui.shortcuts",
)
_log = logging.getLogger(__name__)


class Loading(threading.Thread):
    """Loads one module after the other, with a pause for the window after each."""

    def __init__(self) -> None:
        super().__init__(name="loading", daemon=True)
        self._ended = threading.Event()

    def run(self) -> None:
        for name in MODULES:
            if self._ended.wait(_PAUSE_S):
                return
            try:
                import_module(name)
            except Exception as error:  # whoever needs it will tell
                _log.warning("a module could not be loaded ahead", exc_info=error)

    def end(self) -> None:
        """Load no more; returns when the module at hand is loaded."""
        self._ended.set()
        if self.is_alive():
            self.join()
