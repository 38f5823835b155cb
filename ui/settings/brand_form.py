"""The fields of one brand. It never reads nor writes: the part hands it rows and hears what was edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.domain.brand import Brand, FontFamily
from consultant_desk.services.rows.practice import BrandRow
from ui.settings.brand_colour import BrandColour
from ui.settings.brand_parts import FontLine, LogoLine
from ui.settings.cover_choice import CoverChoice
from ui.widgets.choice import Option, Segmented
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import Form

FONTS = tuple(Option(family.value, family.value) for family in FontFamily)


@dataclass(frozen=True, slots=True)
class FileActions:
    """What the buttons beside logo and font do."""

    choose_logo: Callable[[], None]
    remove_logo: Callable[[], None]
    choose_font: Callable[[], None]
    remove_font: Callable[[], None]


class BrandForm(QWidget):
    """`edited` carries a field of a brand and its new value once per edit; `changed` follows every key."""

    edited = Signal(str, str)
    changed = Signal()

    def __init__(self, actions: FileActions) -> None:
        super().__init__()
        self._showing = False
        self.name = Field(name="Name", placeholder="As printed on the cover")
        self.logo = LogoLine(actions.choose_logo, actions.remove_logo)
        self.primary = BrandColour("Main colour")
        self.secondary = BrandColour("Second colour")
        self.font_choice = Segmented(FONTS, name="Font")
        self.cover = CoverChoice("Cover")
        self.header = Field(name="Header", placeholder="At the top of each page but the cover")
        self.footer = Field(name="Footer", placeholder="At the foot of each page but the cover")
        self.contact = Field(name="Contact line", placeholder="mara@lindqvist.example · Galway")
        self.legal = TextArea(name="Legal text", lines=3, placeholder="At the foot of every page")
        self.extra_font = FontLine(actions.choose_font, actions.remove_font)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form())
        self._connect()

    def show_brand(self, row: BrandRow) -> None:
        """Show a brand, unless something is being typed; that is no change of it."""
        self._showing = True
        self.name.show_value(row.name)
        self.primary.show_colour(row.primary_colour)
        self.secondary.show_colour(row.secondary_colour)
        self.font_choice.set_value(row.font)
        self.cover.set_value(row.cover_style)
        self.header.show_value(row.header)
        self.footer.show_value(row.footer)
        self.contact.show_value(row.contact_line)
        self.legal.show_value(row.legal_footer)
        self.extra_font.show_font(row.extra_font)
        self.cover.set_colours(self.primary.colour, self.secondary.colour)
        self._showing = False

    def commit(self) -> None:
        """Report at once what was typed: another brand is about to be shown here."""
        for field in (*self._fields().values(), self.primary.field, self.secondary.field):
            field.commit()

    def draft(self) -> Brand:
        """Return the brand as the fields say it now, saved or not, without logo and font."""
        return Brand(
            name=self.name.text(),
            primary=self.primary.colour,
            secondary=self.secondary.colour,
            font=self.font_choice.value(),
            cover=self.cover.value,
            header=self.header.text(),
            footer=self.footer.text(),
            contact_line=self.contact.text(),
            legal_footer=self.legal.toPlainText(),
        )

    def _fields(self) -> dict[str, Field | TextArea]:
        return {
            "name": self.name, "header": self.header, "footer": self.footer, "contact_line": self.contact,
            "legal_footer": self.legal,
        }  # fmt: skip

    def _form(self) -> Form:
        form = Form(label_width=104)
        form.add("Name", self.name)
        form.add(
            "Logo",
            self.logo,
            help_text="PNG, JPEG or SVG; it may be dropped here. It is stored as a picture.",
            tall=True,
        )
        form.add("Main colour", self.primary, tall=True)
        form.add("Second colour", self.secondary, tall=True)
        form.add("Font", self.font_choice)
        form.add("Cover", self.cover, tall=True)
        form.add("Header", self.header)
        form.add("Footer", self.footer)
        form.add("Contact line", self.contact, help_text="At the foot of the cover.")
        form.add("Legal text", self.legal, tall=True)
        form.add(
            "Other scripts", self.extra_font,
            help_text="A TrueType font (TTF) for characters that the font above does not have.",
        )  # fmt: skip
        return form

    def _connect(self) -> None:
        for name, field in self._fields().items():
            field.edited.connect(lambda text, name=name: self.edited.emit(name, text))
            field.textChanged.connect(lambda *_text: self._tell())
        for name, colour in (("primary_colour", self.primary), ("secondary_colour", self.secondary)):
            colour.colour_edited.connect(lambda value, name=name: self.edited.emit(name, value))
            colour.changed.connect(self._colours_changed)
        for name, choice in (("font", self.font_choice), ("cover_style", self.cover)):
            choice.chosen.connect(lambda value, name=name: self._choose(name, value))

    def _choose(self, name: str, value: str) -> None:
        self.edited.emit(name, value)
        self._tell()

    def _colours_changed(self) -> None:
        self.cover.set_colours(self.primary.colour, self.secondary.colour)
        self._tell()

    def _tell(self) -> None:
        if not self._showing:
            self.changed.emit()
