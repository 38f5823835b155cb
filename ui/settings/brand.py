"""Your brands: a list of them, the fields of the one chosen, and beside them a small report as it will be printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.services.rows.practice import BrandRow, PracticeSheet
from ui.drops import take_copy
from ui.models.lists import ListRow
from ui.settings.brand_files import BrandFiles, Taken, dropped_file
from ui.settings.brand_form import BrandForm, FileActions
from ui.settings.brand_sample import BrandSample
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import Button, Kind, MenuButton, MenuItem
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.lists import RecordList
from ui.widgets.panels import EmptyState, Hairline, ScrollArea
from ui.widgets.reading import pass_keyboard
from ui.widgets.tabs import Tab, TabsBar
from ui.widgets.text import heading

NARROW_BELOW = 840
MOST_ROWS = 5
SAMPLE_WIDTH = 360


class BrandPart(QWidget):
    """One brand at a time; new reports take the one that is marked. With little room a tab hides the sample."""

    title = "Brands"
    icon = "palette"

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setAccessibleName(self.title)
        self.setAcceptDrops(True)
        self._brands: tuple[BrandRow, ...] = ()
        self._chosen = ""
        self.files = BrandFiles(self, shell, self._brand_id, self._imported)
        self.form = BrandForm(
            FileActions(self.files.ask_logo, self._remove_logo, self.files.ask_font, self._remove_font)
        )
        self.sample = BrandSample(shell)
        self.sample.setMinimumWidth(SAMPLE_WIDTH)
        self.list = RecordList(name="Brands", lines=1)
        self.tabs = TabsBar((Tab("fields", "Brand"), Tab("sample", "Sample")), name="Brand and sample")
        self.tabs.set_current("fields")
        self.tabs.hide()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _key: self.form.name.setFocus())
        self.tabs.chosen.connect(lambda _tab: self._arrange())
        self.form.edited.connect(self._edit)
        self.form.changed.connect(self._draw)
        self._show_brands(())

    def refresh(self, changes: Changes) -> None:
        """Read the brands again."""
        if changes.touches("brand", "practice", "document"):
            self.shell.read(self.shell.desk.practice.sheet, self._show, key="brands")

    def choose(self, brand_id: str) -> None:
        """Show a brand, as soon as it is read."""
        self.form.commit()
        self._chosen = brand_id
        self._show_brands(self._brands)

    def new_brand(self) -> None:
        """Ask for the name of a brand."""
        sheet = Sheet(self.shell.window, "New brand", width=420)
        name = Field(name="Name", placeholder="As printed on the cover")
        sheet.body.addWidget(name)
        sheet.add_cancel()

        def added(brand_id: str) -> None:
            self.choose(brand_id)
            sheet.accept()

        def add() -> None:
            work = partial(self.shell.desk.practice.add_brand, name.text())
            self.shell.write(work, added, failed=lambda error: sheet.say_problem(error.sentence()))

        sheet.add_primary("Add brand", add)
        sheet.open()

    def duplicate(self) -> None:
        """Add a brand that looks as the one shown, and show it."""
        brand = self._brand()
        if brand is not None:
            self.form.commit()
            self.shell.write(partial(self.shell.desk.practice.duplicate_brand, brand.id), self.choose)

    def delete(self) -> None:
        """Move the brand shown to the Trash."""
        brand = self._brand()
        if brand is not None:
            self.shell.write(
                partial(self.shell.desk.practice.trash_brand, brand.id), say=f"{brand.name[:40]} moved to Trash."
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete the brand the list stands on."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.delete()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sample behind a tab where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one picture, font or brand file."""
        if dropped_file(event) is not None:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file dropped."""
        path = dropped_file(event)
        if path is not None:
            take_copy(event)
            self.files.take(path)

    def _lay_out(self) -> None:
        self.editor = ScrollArea(margins=(24, 16, 24, 24), spacing=12)
        sentence = "A brand gives reports your logo and colours. Most people need one; each name can have its own."
        self._empty = EmptyState(
            sentence, icon="palette", action=("New brand", self.new_brand), second=("Import …", self.files.ask_import)
        )
        actions = QHBoxLayout()
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(8)
        actions.addWidget(Button("New brand", Kind.SECONDARY, icon="plus", run=self.new_brand))
        actions.addWidget(Button("Duplicate", Kind.SECONDARY, icon="copy", run=self.duplicate))
        actions.addWidget(Button("Import …", Kind.SECONDARY, icon="upload", run=self.files.ask_import))
        actions.addWidget(MenuButton("More about this brand", self._menu, bordered=True))
        actions.addStretch(1)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Hairline())
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addSpacing(12)
        column.addLayout(actions)
        column.addSpacing(20)
        column.addWidget(self.form)
        self._full.setMaximumWidth(640)
        self.editor.column.addWidget(heading(self.title))
        self.editor.column.addWidget(self._full)
        self.editor.column.addWidget(self._empty)
        self.editor.column.addStretch(1)
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(self.editor, 5)
        panes.addWidget(self.sample, 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs)
        whole.addLayout(panes, 1)

    def _arrange(self) -> None:
        narrow, some = self.width() < NARROW_BELOW, bool(self._brands)
        on_sample = narrow and some and self.tabs.current() == "sample"
        if not narrow:
            pass_keyboard(self.tabs, self.list)
        elif not on_sample:
            pass_keyboard(self.sample, self.list)
        self.tabs.setVisible(narrow and some)
        self.sample.setVisible(some and (on_sample or not narrow))
        if on_sample:
            pass_keyboard(self.editor, self.sample.pages)
        self.editor.setVisible(not on_sample)

    def _show(self, sheet: PracticeSheet) -> None:
        self._show_brands(sheet.brands)

    def _show_brands(self, brands: tuple[BrandRow, ...]) -> None:
        self._brands = brands
        self._full.setVisible(bool(brands))
        self._empty.setVisible(not brands)
        self._arrange()
        brand = self._brand()
        if brand is None:
            self.sample.clear()
            return
        blocked = self.list.blockSignals(True)  # a brand that is only shown until the one wanted is read is not chosen
        self.list.set_rows([ListRow(row.id, row.name, right=_mark(row)) for row in brands])
        self.list.choose(brand.id)
        self.list.blockSignals(blocked)
        self.list.setFixedHeight(min(MOST_ROWS, len(brands)) * theme().height("palette_row"))
        self._show_brand(brand)

    def _show_brand(self, brand: BrandRow) -> None:
        self.form.show_brand(brand)
        self._draw()
        self.shell.read(partial(self.shell.desk.practice.logo, brand.id), self.form.logo.show_logo, key="logo")

    def _brand(self) -> BrandRow | None:
        chosen = next((row for row in self._brands if row.id == self._chosen), None)
        return chosen or next(iter(self._brands), None)

    def _brand_id(self) -> str:
        brand = self._brand()
        return brand.id if brand is not None else ""

    def _draw(self) -> None:
        brand = self._brand()
        if brand is not None:
            self.sample.show_brand(brand, self.form.draft())

    def _choose(self, brand_id: str) -> None:
        if brand_id == self._chosen:
            return
        self.form.commit()
        self._chosen = brand_id
        brand = self._brand()
        if brand is not None:
            self._show_brand(brand)

    def _edit(self, field: str, value: str) -> None:
        brand = self._brand()
        if brand is not None:
            self.shell.write(partial(self.shell.desk.practice.edit_brand, brand.id, **{field: value}))

    def _menu(self) -> list[MenuItem]:
        brand = self._brand()
        if brand is None:
            return []
        take = partial(self.shell.write, partial(self.shell.desk.practice.make_default, brand.id))
        return [
            MenuItem("Take it for new reports", take, "check", enabled=not brand.is_default),
            MenuItem("Export …", partial(self.files.ask_export, brand.id, brand.name), "download"),
            MenuItem(""),
            MenuItem("Delete", self.delete, "trash-2", "Del"),
        ]

    def _imported(self, taken: Taken) -> None:
        self.choose(taken.id)
        if taken.new:
            self.shell.toast.say("Brand imported.", "Undo", self._undo)
        else:
            self.shell.toast.say("This brand is here already and looks the same; nothing was added.")

    def _undo(self) -> None:
        self.shell.commands.run("edit.undo")

    def _remove_logo(self) -> None:
        self.shell.write(partial(self.shell.desk.practice.remove_logo, self._brand_id()), say="Logo removed.")

    def _remove_font(self) -> None:
        self.shell.write(partial(self.shell.desk.practice.remove_extra_font, self._brand_id()), say="Font removed.")


def _mark(row: BrandRow) -> str:
    return "for new reports" if row.is_default else ""
