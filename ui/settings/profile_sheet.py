"""The text of a statement profile: to edit one's own, with its first fault told while one types; to look at others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from consultant_desk.errors import DeskError
from ui.settings.profile_files import ask_test
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import TextArea
from ui.widgets.form import labelled
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.imports.statements.profile import Profile
    from consultant_desk.services.rows.profiles import ProfileRow

WIDTH, HEIGHT, LEAST = 820, 640, 240
QWIDGETSIZE_MAX = 16_777_215
INDENT = 4


class ProfileSheet(Sheet):
    """A profile as TOML. Saving is refused with the place of the first fault; the text stays as it was typed."""

    def __init__(self, parent: QWidget, shell: Shell, row: ProfileRow, text: str) -> None:
        super().__init__(parent, row.title, width=WIDTH)
        self._shell = shell
        self._row = row
        self.text = TextArea(text, name="Text of the profile")
        self.text.setFont(fixed_font())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabStopDistance(INDENT * QFontMetricsF(self.text.font()).horizontalAdvance(" "))
        self.text.setReadOnly(not row.own)
        self.text.edited.connect(lambda _text: self.check())
        self.verdict = Text("", tone="text2", wrap=True)
        self.text.setMinimumHeight(LEAST)  # it gives way to a long fault, so that the buttons stay on the screen
        self.text.setMaximumHeight(QWIDGETSIZE_MAX)
        self.body.addWidget(labelled("Profile (TOML)", self.text), 1)
        self.body.addWidget(self.verdict)
        self.add_button("Test on a file …", lambda: ask_test(self, shell, self.text.toPlainText))
        if row.own:
            self.add_button("Check", self.check)
            self.add_cancel()
            self.add_primary("Save", self._save)
            self.check()
        else:
            self.verdict.setText("A profile of the program stays as it is. Copy it to change the copy.")
            self.add_primary("Close", self.accept)
        self.resize(WIDTH, HEIGHT)

    def check(self) -> None:
        """Say whether the text is a profile, or where its first fault is."""
        area, key, text = self._shell.desk.profiles, self._row.key, self.text.toPlainText()
        self._shell.jobs.read(lambda: area.check(text, key), self._sound, key="text of a profile", failed=self._faulty)

    def _sound(self, profile: Profile) -> None:
        self.say_problem("")
        count = len(profile.columns())
        self.verdict.setText(f"No fault found. {count} columns, {len(profile.statuses)} rules for states.")
        self.verdict.show()

    def _faulty(self, error: DeskError) -> None:
        self.verdict.hide()
        self.say_problem(f"{error.happened} {error.hint}".strip())

    def _save(self) -> None:
        area, key, text = self._shell.desk.profiles, self._row.key, self.text.toPlainText()
        self._shell.write(
            lambda: area.edit(key, text), lambda _key: self.accept(), say="Profile saved", failed=self._faulty
        )


def fixed_font() -> QFont:
    """Return the font of the system in which all letters are equally wide, in the size of the program."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(theme().font("body").pixelSize())
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font
