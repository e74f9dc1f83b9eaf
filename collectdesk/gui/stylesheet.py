"""The style sheet. Widgets pick a rule by their ``kind`` or ``role`` property."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template
from typing import Final

_RULES: Final = Template("""
QToolTip { background: $pane; color: $text; border: 1px solid $edge; padding: 4px 8px;
  font-size: $small; }
QWidget[role="start"] { background: $window; }
QLabel { background: transparent; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="small"] { color: $quiet; font-size: $small; }
QLabel[role="tiny"] { color: $quiet; font-size: $tiny; }
QLabel[role="note"] { color: $quiet_tinted; font-size: $small; }
QLabel[role="title"] { font-size: $title; font-weight: 600; }
QLabel[role="heading"] { font-size: $heading; font-weight: 600; }
QLabel[role="brand"] { font-size: $brand; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="section"] { color: $quiet_tinted; font-size: $tiny; font-weight: 600; }
QLabel[role="sum"] { font-size: $small; font-weight: 600; }
QLabel[role="sum-late"] { font-size: $small; font-weight: 600; color: $late; }
QLabel[role="sum-good"] { font-size: $small; font-weight: 600; color: $good; }
QLabel[role="error"] { color: $late; font-size: $small; }
QLabel[role="late"] { color: $late; }
QLabel[role="careful"] { color: $careful; }
QLabel[role="good"] { color: $good; }

QFrame[role="pane"], QWidget[role="pane"] { background: $pane; }
QFrame[role="card"] { background: $pane; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton { background: $pane; color: $text; border: 1px solid $edge;
  border-radius: ${radius}px; padding: $vpad 11px; min-height: $inner; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $chosen; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: $vpadf 10px; }
QPushButton:disabled, QToolButton:disabled { color: $quiet_tinted; background: $window;
  border-color: $line; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $plain_tint; color: $plain_ink;
  border-color: $line; }
QPushButton[kind="danger"] { color: $late; }
QPushButton[kind="flat"], QToolButton[kind="flat"] { background: transparent;
  border-color: transparent; }
QPushButton[kind="flat"]:hover, QToolButton[kind="flat"]:hover { background: $hover; }
QPushButton[kind="flat"]:focus, QToolButton[kind="flat"]:focus { border: 2px solid $accent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 2px; min-height: 0; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; border-radius: 4px; }
QPushButton[kind="nav"] { background: transparent; border-color: transparent; color: $quiet_tinted;
  padding: $vpad 11px; }
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"]:checked { background: $accent_tint; color: $accent_ink; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 2px solid $accent; padding: $vpadf 10px; }
QPushButton[kind="search"] { background: $window; color: $quiet_tinted; text-align: left;
  border-color: $edge; }
QPushButton[kind="answer"] { padding: $answer 9px; min-height: $inner; }
QPushButton[kind="answer"]:focus { border: 2px solid $accent; padding: $answerf 8px; }
QPushButton[kind="answer"]:checked { background: $accent; color: $on_accent;
  border-color: $accent; }
QPushButton[kind="answer"]:checked:focus { border: 2px solid $text; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QAbstractSpinBox, QDateEdit {
  background: $field; color: $text; border: 1px solid $edge; border-radius: ${radius}px;
  padding: $vpad 9px; min-height: $inner; selection-background-color: $accent;
  selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QAbstractSpinBox:focus { border: 2px solid $accent; padding: $vpadf 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 5px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
  border: 1px solid $late; }
QLineEdit[invalid="true"]:focus, QPlainTextEdit[invalid="true"]:focus,
QComboBox[invalid="true"]:focus { border: 2px solid $late; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $quiet_tinted;
  background: $window; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $pane; color: $text; border: 1px solid $edge;
  selection-background-color: $chosen; selection-color: $text; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item, QListView[role="offered"]::item { min-height: $inner;
  padding: 2px 4px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid $quiet;
  background: $field; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { background: $accent; border: 4px solid $accent_tint; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QGroupBox { border: 1px solid $line; border-radius: ${radius}px; margin-top: 10px; padding: 10px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $quiet; }

QMenuBar { background: $pane; border-bottom: 1px solid $line; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: $chosen; }
QMenu { background: $pane; color: $text; border: 1px solid $edge; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }

QAbstractItemView { background: $pane; color: $text; border: none; outline: 0; }
QListView[role="offered"] { border: 1px solid $edge; padding: 2px; }
QTableView, QListView, QTreeView { gridline-color: $line; selection-background-color: $chosen;
  selection-color: $text; }
QListWidget, QTreeWidget { border: 1px solid $line; border-radius: ${radius}px; }
QHeaderView { background: $window; border: none; }
QHeaderView::section { background: $window; color: $quiet_tinted; border: none;
  border-bottom: 1px solid $line; padding: 0 10px; font-size: $tiny; font-weight: 600; }
QTableView[kind="entry"] { border: 1px solid $line; border-radius: ${radius}px; }
QTableView[kind="entry"]:focus { border: 1px solid $accent; }
QTableView[kind="entry"]::item { padding: 0 9px; }
QTableView[kind="entry"]::indicator { width: 15px; height: 15px; border: 1px solid $quiet;
  background: $field; border-radius: 4px; }
QTableView[kind="entry"]::indicator:checked { background: $accent; border-color: $accent;
  image: url("$tick"); }
QTableView[kind="entry"] QLineEdit { border: 2px solid $accent; border-radius: 0; padding: 0 6px;
  min-height: 0; }
QSplitter::handle { background: $line; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $quiet_tinted; padding: 8px 12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QProgressBar { background: $plain_tint; border: none; border-radius: 4px; max-height: 8px;
  min-height: 8px; text-align: right; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QDialog { background: $pane; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent;
  selection-color: $on_accent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $window; }
QCalendarWidget QToolButton { border: none; background: transparent; font-weight: 600; }
""")


def stylesheet(values: Mapping[str, str]) -> str:
    """The style sheet with colours and sizes filled in. Raises KeyError for a missing value."""
    return _RULES.substitute(values)
