"""The program starts itself once more as a helper that may take only so much."""

from __future__ import annotations

import subprocess
import sys

import pytest

from collectdesk.base import processes
from collectdesk.base.processes import TakesTooMuch, run_helper


@pytest.mark.parametrize(
    ("executable", "words"),
    [
        ("/opt/CollectDesk/collectdesk", ["/opt/CollectDesk/collectdesk"]),
        ("/usr/bin/python3.11", ["/usr/bin/python3.11", "-P", "-m", "collectdesk"]),
    ],
)
def test_a_bundle_starts_itself_and_a_checkout_its_package(
    executable: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert processes._this_program() == words


def test_a_helper_that_does_its_work_is_waited_for_and_a_failing_one_told() -> None:
    run_helper(["--version"], 60, 10**10, lambda: None)
    with pytest.raises(TakesTooMuch):
        run_helper(["--no-such-word"], 60, 10**10, lambda: None)


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not see to such a limit")
def test_a_process_cannot_take_more_than_it_granted_itself() -> None:
    greedy = (
        "from collectdesk.base.processes import limit_this_process as limit;"
        "limit(10, 500_000_000, 1000); bytearray(1_000_000_000)"
    )
    ran = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=False)
    assert b"MemoryError" in ran.stderr
