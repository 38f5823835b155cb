"""What a paste will change, and what it cannot read, before anything changes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.evaluations.paste import PastePlan
from ui.widgets.dialogs import Sheet
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

SHOWN = 100
LIST_HEIGHT = 240


class PasteSheet(Sheet):
    """Accepted when the person takes the readable scores."""

    def __init__(self, parent: QWidget, plan: PastePlan) -> None:
        refused = len(plan.refused)
        total = len(plan.cells) + refused + plan.beyond
        super().__init__(parent, f"{len(plan.cells)} of {total} values can be pasted", width=520)
        self.setAccessibleName(self.windowTitle())
        if plan.beyond:
            words = "1 value lies" if plan.beyond == 1 else f"{plan.beyond} values lie"
            self.body.addWidget(Text(f"{words} outside the table and will be left out.", tone="text2", wrap=True))
        if refused:
            self.body.addWidget(Text("These cannot be read and keep their scores:", tone="text2", wrap=True))
            self.body.addWidget(self._list(plan))
        self.add_cancel()
        if plan.cells:
            words = "Paste 1 score" if len(plan.cells) == 1 else f"Paste {len(plan.cells)} scores"
            self.add_primary(words, self.accept)

    def _list(self, plan: PastePlan) -> QWidget:
        area = ScrollArea(margins=(0, 0, 0, 0), spacing=8)
        area.setMinimumHeight(min(LIST_HEIGHT, 48 * len(plan.refused)))
        for item in plan.refused[:SHOWN]:
            area.column.addWidget(Text(item.where, bold=True))
            area.column.addWidget(Text(item.why, tone="text2", wrap=True))
        if len(plan.refused) > SHOWN:
            area.column.addWidget(Text(f"and {len(plan.refused) - SHOWN} more", tone="text2"))
        area.column.addStretch(1)
        return area
