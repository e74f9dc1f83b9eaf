"""The window: the only room that knows Qt."""

from __future__ import annotations

import gc

from collectdesk.gui.none_guard import make_none_immortal

make_none_immortal()
# A window makes many small objects that live as long as it does; looking through them all the
# time costs a tenth of the start and is felt as a hitch later.
gc.set_threshold(20_000, 20, 50)
