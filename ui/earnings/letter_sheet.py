"""A letter to a programme: read over, changed where that is needed, and copied. Nothing is sent by the program."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from ui.shell import Shell
from ui.today.follow_up import FollowUpSheet
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import TextArea
from ui.widgets.text import hint

LINES = 16


class LetterSheet(Sheet):
    """Shows a letter `to` somebody; `again` is what a follow-up about its answer says."""

    def __init__(self, shell: Shell, to: str, text: str, again: str) -> None:
        super().__init__(shell.window, f"Letter to {to[:48]}", width=640)
        self._shell, self._again = shell, again
        self.text = TextArea(text, name="Letter", lines=LINES)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(hint("Send it the way you write to them. A follow-up reminds you of the answer."))
        self.add_cancel("Close")
        self.add_button("Copy and follow up …", self.follow_up)
        self.add_primary("Copy the letter", self.copy, icon="copy")

    def copy(self) -> None:
        """Put the letter on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._shell.toast.say("The letter is on the clipboard. Nothing was sent.")
        self.accept()

    def follow_up(self) -> None:
        """Put the letter on the clipboard, and plan to look for its answer."""
        self.copy()
        FollowUpSheet(self._shell, text=self._again).open()
