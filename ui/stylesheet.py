"""The few parts of Fusion that a palette cannot reach: fields, scroll bars, menus, tips. All else paints itself."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor

_TEMPLATE = Template("""
QLineEdit, QPlainTextEdit {
  background: $bg0; color: $text; border: 1px solid $line2; border-radius: 6px;
  selection-background-color: $band; selection-color: $text;
}
QLineEdit { padding: 0 8px; min-height: 30px; max-height: 30px; }
QPlainTextEdit { padding: 4px 5px; }
QLineEdit:focus { border: 2px solid $accent; padding: 0 7px; min-height: 28px; max-height: 28px; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 3px 4px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border-color: $bad; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $bg1; color: $text3; }
QLineEdit[bare="true"] { border: none; background: transparent; padding: 0; }
QLineEdit[bare="cell"] { border: none; background: $bg0; padding: 0 4px; min-height: 0; max-height: 100px; }
QScrollArea { border: none; background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $line2; border-radius: 3px; margin: 2px 3px; min-height: 32px; border: none; }
QScrollBar::handle:horizontal {
  background: $line2; border-radius: 3px; margin: 3px 2px; min-width: 32px; border: none;
}
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $pop; color: $text; border: 1px solid $popline; padding: 4px; }
QMenu::item { padding: 6px 16px 6px 12px; border-radius: 4px; min-width: 140px; }
QMenu::item:selected { background: $tint; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $pop; color: $text; border: 1px solid $popline; padding: 4px 6px; }
QListView, QTableView, QTreeView { background: $bg0; border: none; outline: none; }
QListView[pop="true"] { background: $pop; }
QListView[side="true"] { background: $bg1; }
QHeaderView { background: $bg0; border: none; }
QSplitter::handle { background: $line; }
""")


def style_sheet(colors: dict[str, QColor]) -> str:
    """Return the style sheet in these colours."""
    return _TEMPLATE.substitute({name: color.name() for name, color in colors.items()})
