"""Small widgets that every pane and dialog is made of."""

from __future__ import annotations

from collectdesk.gui.widgets.aging_bar import AgingBar
from collectdesk.gui.widgets.banner import Banner
from collectdesk.gui.widgets.buttons import Button, icon_button
from collectdesk.gui.widgets.choice_box import ChoiceBox
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.empty import EmptyPlace
from collectdesk.gui.widgets.figure_card import FigureCard
from collectdesk.gui.widgets.flow import FlowLayout, clear
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import ElidedLabel, label, plain_tooltip, rule
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.gui.widgets.pill import PillLabel, paint_pill, pill_width
from collectdesk.gui.widgets.segmented import Segmented

__all__ = [
    "AgingBar",
    "Banner",
    "Button",
    "ChoiceBox",
    "DateEdit",
    "ElidedLabel",
    "EmptyPlace",
    "FigureCard",
    "FlowLayout",
    "FormGrid",
    "MoneyEdit",
    "PillLabel",
    "Segmented",
    "clear",
    "icon_button",
    "label",
    "paint_pill",
    "pill_width",
    "plain_tooltip",
    "rule",
]
