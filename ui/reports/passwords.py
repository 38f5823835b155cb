"""Passwords of encrypted copies: choosing one, typed twice, and asking for the one a file was given. None is kept."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import ColorName
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import Span, Text

WEAK_BITS, GOOD_BITS = 45.0, 70.0
SHORT = "A sentence of four or five words is easy to remember and hard to guess."


def password_field(name: str) -> Field:
    """Return a field that shows dots for what is typed."""
    field = Field(name=name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def strength(password: str) -> tuple[str, ColorName]:
    """Return what to know about a password before it is used, and the tone it is said in.

    A rough measure that knows no dictionary: its length, the kinds of letters in it and how many differ.
    """
    if not password:
        return SHORT, "text2"
    kinds = (str.islower, 26), (str.isupper, 26), (str.isdigit, 10)
    letters = sum(size for is_kind, size in kinds if any(is_kind(letter) for letter in password))
    letters += 33 if any(not letter.isalnum() for letter in password) else 0
    differing = min(len(password), 2 * len(set(password)))
    bits = differing * math.log2(max(letters, 10))
    if bits < WEAK_BITS:
        return f"Weak: a computer guesses this one. {SHORT}", "warn"
    if bits < GOOD_BITS:
        return "Fair: it keeps curious people out. A longer one also keeps computers out.", "text2"
    return "Strong, unless it is written somewhere.", "accentText"


class NewPasswordSheet(Sheet):
    """Asks for a password twice; `use` gets it."""

    def __init__(self, parent: QWidget, use: Callable[[str], None]) -> None:
        super().__init__(parent, "Copy with a password", width=520)
        self._use = use
        sentence = (
            "The copy opens with this password only (AES-256), in any PDF reader. The password is kept nowhere: write "
            "it down, and send it another way than the file."
        )
        self.body.addWidget(Text(sentence, tone="text2", wrap=True))
        self.password, self.again = password_field("Password"), password_field("Password again")
        self.hint = Text(SHORT, "small", "text2", wrap=True)
        form = Form(label_width=120)
        form.add("Password", self.password)
        form.add("Once more", self.again)
        form.add_wide(self.hint)
        self.body.addWidget(form)
        self.password.textChanged.connect(self._weigh)
        self.again.textEdited.connect(lambda _text: self.say_problem(""))
        self.add_cancel()
        self.add_primary("Save the copy…", self._accept, icon="lock")

    def _weigh(self, password: str) -> None:
        words, tone = strength(password)
        self.hint.set_spans(Span(words, tone))
        self.say_problem("")

    def _accept(self) -> None:
        password = self.password.text()
        if not password:
            self.say_problem("Type a password.")
            self.password.setFocus()
        elif password != self.again.text():
            self.say_problem("The two are not the same. Type the second one again.")
            self.again.clear()
            self.again.setFocus()
        else:
            self.accept()
            self._use(password)


class AskPasswordSheet(Sheet):
    """Asks for the password of a file that is to be checked; `wrong` says that the last one did not open it."""

    def __init__(self, parent: QWidget, name: str, use: Callable[[str], None], *, wrong: bool = False) -> None:
        super().__init__(parent, "This report is encrypted", width=480)
        self._use = use
        sentence = f"{name[:120]} opens with a password. It is used for this check only."
        self.body.addWidget(Text(sentence, tone="text2", wrap=True))
        self.password = password_field("Password")
        form = Form(label_width=96)
        form.add("Password", self.password)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Check the report", self._accept, icon="shield-check")
        if wrong:
            self.say_problem("This is not its password. Type it again.")

    def _accept(self) -> None:
        if not self.password.text():
            self.say_problem("Type the password.")
            return
        self.accept()
        self._use(self.password.text())
