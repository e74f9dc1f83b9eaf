"""How long a call lasts, counted from dialling or from the first answer."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer

from collectdesk.gui.widgets.labels import PlainLabel


class CallTimer(PlainLabel):
    """Minutes and seconds; empty while no call is under way."""

    def __init__(self) -> None:
        super().__init__()
        self._clock = QElapsedTimer()
        self._before = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show)
        self.setProperty("role", "quiet")
        self.setAccessibleName("Length of the call")

    def start(self, before: int = 0) -> None:
        """The call has begun, or goes on after so many seconds."""
        if not self._tick.isActive():
            self._before = before
            self._clock.start()
            self._tick.start()
            self._show()

    def stop(self) -> None:
        """No call is under way."""
        self._tick.stop()
        self._clock.invalidate()
        self.setText("")

    def seconds(self) -> int:
        """How long the call has lasted, 0 while there is none."""
        return self._before + self._clock.elapsed() // 1000 if self._clock.isValid() else 0

    def _show(self) -> None:
        minutes, seconds = divmod(self.seconds(), 60)
        self.setText(f"{minutes:02d}:{seconds:02d}")
