"""A check of the installed program: the window paints, the demo book opens, a PDF is drawn, and a
workbook is written and read, for which the program starts itself once more."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from collectdesk.base.paths import user_places
from collectdesk.domain.rows import CustomerPage
from collectdesk.gui.main_window import MainWindow
from collectdesk.gui.runner import Runner
from collectdesk.gui.session import Session
from collectdesk.usecases.desk import Desk

_LONGEST_S: Final = 60.0
_PAUSE_S: Final = 0.01


def check(app: QApplication) -> int:
    """Run the check; tells what it found and returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="collectdesk-selftest-") as folder:
        home = Path(folder)
        places = user_places({"COLLECTDESK_HOME": folder})
        places.create()
        session = Session(app, places)
        session.prepare_look()
        runner = Runner(lambda: _demo_desk(home / "check.collectdesk"))
        window = MainWindow(runner, session)
        window.show()
        troubles: list[str] = []
        runner.troubled.connect(troubles.append)
        runner.broke.connect(lambda error: troubles.append(repr(error)))
        runner.open(failed=lambda error: troubles.append(str(error)))
        page = _wait_for_page(app, window, troubles)
        drawn = _draw_statement(app, window, page, troubles) if page is not None else 0
        _exchange_workbook(home / "check.xlsx", troubles)
        window.close()
        delete(window)
    sys.stdout.write(_words(page, drawn, troubles))
    return 0 if page is not None and drawn and not troubles else 1


def _demo_desk(path: Path) -> Desk:
    from collectdesk import bootstrap

    bootstrap.make_demo(path)
    return bootstrap.open_desk(path)


def _wait(app: QApplication, is_done: Callable[[], bool]) -> None:
    """Serve the window until that is done, leaving most of the time to the thread that does it."""
    end = time.monotonic() + _LONGEST_S
    while not is_done() and time.monotonic() < end:
        app.processEvents()
        time.sleep(_PAUSE_S)


def _wait_for_page(
    app: QApplication, window: MainWindow, troubles: list[str]
) -> CustomerPage | None:
    _wait(app, lambda: window.scene.page is not None or bool(troubles))
    window.grab()
    return window.scene.page


def _draw_statement(
    app: QApplication, window: MainWindow, page: CustomerPage, troubles: list[str]
) -> int:
    from collectdesk.usecases.papers.drawing import Preview, preview
    from collectdesk.usecases.papers.printing import PaperRequest

    drawn: list[Preview] = []
    request = PaperRequest("statement", page.head.customer_id)
    window.runner.job(
        preview,
        (request,),
        then=drawn.append,
        failed=lambda error: troubles.append(str(error)),
    )
    _wait(app, lambda: bool(drawn or troubles))
    return len(drawn[0].content) if drawn and drawn[0].content.startswith(b"%PDF") else 0


def _exchange_workbook(path: Path, troubles: list[str]) -> None:
    from collectdesk.domain.errors import KnownError
    from collectdesk.domain.sheet import Kind, Sheet, SheetColumn
    from collectdesk.exchange import spreadsheets, tables
    from collectdesk.usecases.papers.paper_files import write_file

    columns = (SheetColumn("Customer"), SheetColumn("Amount", Kind.AMOUNT))
    try:
        write_file(path, spreadsheets.as_xlsx(Sheet("Check", "USD", columns, (("=A1", 123_450),))))
        cells = tables.read_table(path).rows[0].cells
    except KnownError as error:
        troubles.append(str(error))
    else:
        if cells != ("=A1", "1234.5"):
            troubles.append(f"a workbook came back as {cells}")


def _words(page: CustomerPage | None, drawn: int, troubles: list[str]) -> str:
    if page is None or not drawn or troubles:
        return f"CollectDesk selftest failed: {'; '.join(troubles) or 'it took too long'}\n"
    return f"CollectDesk selftest passed: window shown, a PDF of {drawn:,} bytes drawn.\n"
