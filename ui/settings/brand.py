"""Your brands: logo, two colours, font, contact line and footer, with a page that shows them as you type."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.errors import UserError
from consultant_desk.services.rows.practice import BrandRow, PracticeSheet
from ui.settings.colour import ColourField
from ui.settings.part import SettingsPart
from ui.settings.sample import LEGIBLE, BrandSample, Look, contrast_on_white
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind, MenuButton, MenuItem
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import Form
from ui.widgets.panels import EmptyState
from ui.widgets.text import Text

FONTS = (Option("Inter", "Inter"), Option("Source Sans 3", "Source Sans 3"))
LARGEST_FILE = 8_000_000


class BrandPart(SettingsPart):
    """One brand at a time; new reports take the one that is marked."""

    title = "Brand"
    icon = "palette"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._brands: tuple[BrandRow, ...] = ()
        self._chosen = ""
        self.choice = Dropdown([], name="Brand")
        self.choice.chosen.connect(self._choose)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self.choice)
        top.addWidget(MenuButton("More about this brand", self._menu, bordered=True))
        top.addStretch(1)
        self.sample = BrandSample()
        self.editor = QWidget()
        row = QHBoxLayout(self.editor)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addLayout(self._form(), 1)
        side = QVBoxLayout()
        side.addWidget(self.sample)
        side.addStretch(1)
        row.addLayout(side)
        sentence = "A brand gives reports your logo and colours. Most people need one; each name can have its own."
        self._empty = EmptyState(sentence, icon="palette", action=("New brand", self.new_brand))
        self._top = QWidget()
        self._top.setLayout(top)
        self.column.addWidget(self._top)
        self.editor.setMaximumWidth(860)
        self.column.addWidget(self.editor)
        self.column.addWidget(self._empty)
        self.column.addStretch(1)
        self.setFocusProxy(self.name)
        self._show_brands(())

    def refresh(self, changes: Changes) -> None:
        """Read the brands again."""
        if changes.touches("brand", "practice", "document"):
            self.shell.read(self.shell.desk.practice.sheet, self._show, key="brands")

    def new_brand(self) -> None:
        """Ask for the name of a brand."""
        sheet = Sheet(self.shell.window, "New brand", width=420)
        name = Field(name="Name", placeholder="As printed on the cover")
        sheet.body.addWidget(name)
        sheet.add_cancel()

        def added(brand_id: str) -> None:
            self._chosen = brand_id
            sheet.accept()

        def add() -> None:
            work = partial(self.shell.desk.practice.add_brand, name.text())
            self.shell.write(work, added, failed=lambda error: sheet.say_problem(error.sentence()))

        sheet.add_primary("Add brand", add)
        sheet.open()

    def _form(self) -> QVBoxLayout:
        self.name = Field(name="Name")
        self.primary = ColourField("Main colour")
        self.secondary = ColourField("Second colour")
        self.warning = Text("", "small", "warn", wrap=True)
        self.warning.hide()
        self.font_choice = Segmented(FONTS, name="Font")
        self.contact = Field(name="Contact line", placeholder="mara@lindqvist.example · Galway")
        self.footer = TextArea(name="Legal footer", lines=3)
        self.logo = Button("Choose a logo …", Kind.SECONDARY, icon="image", run=self._choose_logo)
        self.no_logo = Button("Remove", Kind.QUIET, run=self._remove_logo)
        logo = QWidget()
        row = QHBoxLayout(logo)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.logo)
        row.addWidget(self.no_logo)
        row.addStretch(1)
        form = Form(label_width=96)
        form.add("Name", self.name)
        form.add("Logo", logo, help_text="PNG, JPEG or SVG; it is checked and stored as a picture.")
        form.add("Main colour", self.primary)
        form.add("Second colour", self.secondary)
        form.add_wide(self.warning)
        form.add("Font", self.font_choice)
        form.add("Contact line", self.contact)
        form.add("Legal footer", self.footer, tall=True)
        self._connect()
        column = QVBoxLayout()
        column.addWidget(form)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.name.edited.connect(lambda text: self._edit(name=text))
        self.primary.colour_edited.connect(lambda colour: self._edit(primary_colour=colour))
        self.secondary.colour_edited.connect(lambda colour: self._edit(secondary_colour=colour))
        self.font_choice.chosen.connect(lambda value: self._edit(font=value))
        self.contact.edited.connect(lambda text: self._edit(contact_line=text))
        self.footer.edited.connect(lambda text: self._edit(legal_footer=text))
        for field in (self.name, self.contact, self.primary.field, self.secondary.field):
            field.textChanged.connect(lambda _text: self._draw())
        self.footer.textChanged.connect(self._draw)

    def _show(self, sheet: PracticeSheet) -> None:
        self._show_brands(sheet.brands)

    def _show_brands(self, brands: tuple[BrandRow, ...]) -> None:
        self._brands = brands
        for widget in (self.editor, self._top):
            widget.setVisible(bool(brands))
        self._empty.setVisible(not brands)
        brand = self._brand()
        if brand is None:
            return
        marks = {True: " (new reports)", False: ""}
        options = [Option(row.id, row.name + marks[row.is_default]) for row in brands]
        self.choice.set_options(options, brand.id)
        self.name.show_value(brand.name)
        self.primary.show_colour(brand.primary_colour)
        self.secondary.show_colour(brand.secondary_colour)
        self.font_choice.set_value(brand.font)
        self.contact.show_value(brand.contact_line)
        self.footer.show_value(brand.legal_footer)
        self.no_logo.setVisible(bool(brand.logo_sha256))
        self._draw()
        self.shell.read(partial(self.shell.desk.practice.logo, brand.id), self.sample.show_logo, key="logo")

    def _brand(self) -> BrandRow | None:
        chosen = next((row for row in self._brands if row.id == self._chosen), None)
        return chosen or next(iter(self._brands), None)

    def _draw(self) -> None:
        brand = self._brand()
        if brand is None:
            return
        typed = [
            field.text() if QColor(field.text()).isValid() else ""
            for field in (self.primary.field, self.secondary.field)
        ]
        look = Look(
            self.name.text(), typed[0] or brand.primary_colour, typed[1] or brand.secondary_colour,
            self.contact.text(), self.footer.toPlainText(),
        )  # fmt: skip
        self.sample.show_look(look)
        ratio = contrast_on_white(QColor(look.primary))
        self.warning.setVisible(ratio < LEGIBLE)
        self.warning.setText(
            f"Headings in the main colour are hard to read on white ({ratio:.1f} to 1; {LEGIBLE} is legible)."
        )

    def _choose(self, brand_id: str) -> None:
        self._chosen = brand_id
        self._show_brands(self._brands)

    def _edit(self, **values: str) -> None:
        brand = self._brand()
        if brand is not None:
            self.shell.write(partial(self.shell.desk.practice.edit_brand, brand.id, **values))

    def _menu(self) -> list[MenuItem]:
        brand = self._brand()
        items = [MenuItem("New brand", self.new_brand, "plus")]
        if brand is not None:
            practice = self.shell.desk.practice
            take = partial(self.shell.write, partial(practice.make_default, brand.id))
            trash = partial(self.shell.write, partial(practice.trash_brand, brand.id), say="Brand moved to Trash.")
            items.append(MenuItem("Take it for new reports", take, "check", enabled=not brand.is_default))
            items.append(MenuItem("Delete brand", trash, "trash-2", enabled=len(self._brands) > 1))
        return items

    def _choose_logo(self) -> None:
        kinds = "Pictures (*.png *.jpg *.jpeg *.svg)"
        name, _kind = QFileDialog.getOpenFileName(self.window(), "Choose a logo", "", kinds)
        if name:
            self.take_logo(Path(name))

    def take_logo(self, file: Path) -> None:
        """Check a picture and take it as the logo."""
        brand = self._brand()
        if brand is None:
            return
        practice = self.shell.desk.practice

        def work() -> bytes:
            try:
                if file.stat().st_size > LARGEST_FILE:
                    raise UserError(
                        f"{file.name} is larger than 8 MB.", "Nothing was changed.", "Take a smaller picture."
                    )
                return file.read_bytes()
            except OSError as error:
                raise UserError(f"{file.name} cannot be read ({error.strerror}).", "Nothing was changed.") from error

        def read(data: bytes) -> None:
            self.shell.write(partial(practice.set_logo, brand.id, data, file.name), say="Logo changed.")

        self.shell.read(work, read)

    def _remove_logo(self) -> None:
        brand = self._brand()
        if brand is not None:
            self.shell.write(partial(self.shell.desk.practice.remove_logo, brand.id), say="Logo removed.")
