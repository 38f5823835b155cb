"""What the words of a file say of where its lines stand, where the program does not know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.domain.earnings.states import Approval, Payment
from ui.widgets.choice import Dropdown, Option
from ui.widgets.form import labelled
from ui.widgets.painting import one_line
from ui.widgets.text import Text, hint

ASK = "ask"
MEANINGS: Mapping[str, tuple[Approval, Payment]] = {
    "pending": (Approval.PENDING, Payment.OPEN),
    "approved": (Approval.APPROVED, Payment.OPEN),
    "paid": (Approval.APPROVED, Payment.PAID),
    "reversed": (Approval.DECLINED, Payment.OPEN),
}
OPTIONS = (
    Option(ASK, "Ask for each line"),
    Option("pending", "Pending"),
    Option("approved", "Approved"),
    Option("paid", "Paid"),
    Option("reversed", "Reversed"),
)
SHOWN = 8
"""A column of more words than these is hardly one of states."""


class WordMeanings(QWidget):
    """A choice for each word; hidden where there is none. What was chosen for a word stays while others come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Dropdown] = {}
        self.more = hint("", wrap=True)
        self._chosen: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(Text("What these words mean", bold=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._column.addLayout(self._rows)
        self._column.addWidget(self.more)
        self.hide()

    def forget(self) -> None:
        """Forget what was chosen: another file comes."""
        self._chosen = {}
        self.show_words(())

    def show_words(self, words: Sequence[str]) -> None:
        """Ask what each word means, of many those that stand first in the file."""
        shown = tuple(words[:SHOWN])
        if shown != tuple(self.choices):
            while (item := self._rows.takeAt(0)) is not None:
                if (box := item.widget()) is not None:
                    box.hide()
                    box.deleteLater()
            self.choices = {word: self._choice(word) for word in shown}
        left = len(words) - len(shown)
        self.more.setText(
            f"{left} more words: is this the column of the state? Lines with a word that has no meaning ask for one."
            if left
            else "Kept with the profile. A word that comes later in the file is asked about before anything is applied."
        )
        self.setVisible(bool(shown))

    def meanings(self) -> dict[str, tuple[Approval, Payment]]:
        """Return what each word means that was given a meaning."""
        return {word: MEANINGS[one.value()] for word, one in self.choices.items() if one.value() in MEANINGS}

    def _choice(self, word: str) -> Dropdown:
        name = f"“{one_line(word, 40)}{'…' if len(word) > 40 else ''}”"
        choice = Dropdown(OPTIONS, name=f"What {name} means", value=self._chosen.get(word, ASK))
        choice.chosen.connect(lambda value: self._chosen.update({word: value}))
        self._rows.addWidget(labelled(name, choice))
        return choice
