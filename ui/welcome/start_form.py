"""What a new workspace needs: a name, a currency, and the folder it lies in; what does not fit is said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.errors import UserError
from ui.entry import formats
from ui.jobs import Job, Jobs
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import Text

SUFFIX = ".desk"
PAUSE_MS = 250


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """A checked answer: what to make, and where."""

    name: str
    currency: str
    folder: Path


def folder_name(name: str) -> str:
    """Return the folder's name for a workspace: its letters and figures, without what file systems refuse."""
    kept = "".join(letter if letter.isalnum() or letter in " -_&'" else " " for letter in name)
    return (" ".join(kept.split())[:60].strip(" .") or "My workspace") + SUFFIX


def usual_currency() -> str:
    """Return the currency of the user's country, EUR where it is not known."""
    from babel import Locale  # after the first paint
    from babel.numbers import get_territory_currencies

    territory = Locale.parse(formats().locale).territory
    found = get_territory_currencies(territory) if territory else []
    return found[0] if found else "EUR"


def known_currency(code: str) -> bool:
    """Tell whether a code is that of a currency (ISO 4217)."""
    from babel import Locale

    return code in Locale("en").currencies


def place_warnings(folder: Path) -> tuple[str, ...]:
    """Return why a folder is not a safe place, as sentences; runs off the UI thread."""
    from consultant_desk.storage.workspace import warnings  # looks at mounts and folders

    return warnings(folder)


class StartForm(QWidget):
    """The fields, and below them what deserves a second thought about the place."""

    def __init__(
        self,
        jobs: Jobs,
        documents: Path,
        *,
        warnings: Callable[[Path], tuple[str, ...]] = place_warnings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._documents, self._warnings = jobs, documents, warnings
        self._own_folder = False
        self.name = Field(placeholder="Mara Lindqvist Advisory", name="Name of your practice")
        self.currency = Field(usual_currency(), name="Currency")
        self.currency.setMaxLength(3)
        self.currency.setFixedWidth(72)
        self.folder = Field(name="Folder")
        self.choose = Button("Choose…", run=self._choose)
        self.warning = Text("", tone="warn", wrap=True)
        self.warning.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        place.setFixedHeight(theme().height("control"))
        place.setFocusProxy(self.folder)
        form = Form(label_width=88)
        form.add("Name", self.name, help_text="Your name or that of your practice, as on your reports.")
        form.add("Currency", self.currency, help_text="Three letters, such as EUR. Others can be used beside it.")
        form.add("Folder", place, help_text="Everything lies in this one folder on this computer.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(form)
        column.addWidget(self.warning)
        self.name.textChanged.connect(self._suggest)
        self.folder.textEdited.connect(self._folder_typed)
        self._suggest("")
        self.setFocusProxy(self.name)

    def answer(self) -> NewWorkspace:
        """Return what was typed; `UserError` says which entry does not fit."""
        name, code = self.name.text().strip(), self.currency.text().strip().upper()
        if not name:
            self.name.setFocus()
            raise UserError("Give the workspace a name.", hint="Your own name will do.")
        if not known_currency(code):
            self.currency.setFocus()
            raise UserError(f"“{code}” is not a currency.", hint="Type its three letters, such as EUR or GBP.")
        text = self.folder.text().strip()
        folder = Path(text).expanduser()
        if not text or not folder.is_absolute():
            self.folder.setFocus()
            raise UserError("Say where the folder lies, from its beginning.", hint=f"Such as {self._suggested('')}.")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            self.folder.setFocus()
            raise UserError(f"{folder.name} is there already and not empty.", hint="Choose another name or folder.")
        return NewWorkspace(name, code, folder)

    def _suggested(self, name: str) -> str:
        return str(self._documents / folder_name(name))

    def _suggest(self, name: str) -> None:
        if not self._own_folder:
            self.folder.setText(self._suggested(name))
            self._pause.start()

    def _folder_typed(self, _text: str) -> None:
        self._own_folder = True
        self._pause.start()

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "Where the workspace lies", str(self._documents))
        if found:
            self._own_folder = True
            self.folder.setText(str(Path(found) / folder_name(self.name.text())))
            self._look()

    def _look(self) -> None:
        folder = Path(self.folder.text().strip() or ".").expanduser()
        if not folder.is_absolute():
            return
        look = self._warnings

        def work(_job: Job) -> tuple[str, ...]:
            return look(folder)

        self._jobs.run(work, self._show_warnings)

    def _show_warnings(self, sentences: tuple[str, ...]) -> None:
        self.warning.setText(" ".join(sentences))
        self.warning.setVisible(bool(sentences))
