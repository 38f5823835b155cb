"""Sheets that search the catalogue: add a product from it or by name, and join one that was added by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from consultant_desk.services.rows.products import ProductRow
from ui.evaluations.actions import EvaluationActions
from ui.models.lists import ListRow
from ui.shell import Shell
from ui.widgets.choice import Option, Segmented
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import SearchField
from ui.widgets.lists import RecordList

NEW = "new"
"""The choice of a product that is not there yet; ids are longer."""
SHOWN = 200
LIST_HEIGHT = 280
LISTS = (Option("short", "Compare it"), Option("long", "Only look at it"))


class CatalogueSheet(Sheet):
    """A search over the products of the catalogue that are not in the evaluation yet.

    `add` gets the key of the row that is chosen, or "" where there is none; it closes the sheet itself.
    """

    def __init__(
        self,
        parent: QWidget,
        shell: Shell,
        actions: EvaluationActions,
        title: str,
        hint: str,
        add: Callable[[str], None],
    ) -> None:
        super().__init__(parent, title, width=460)
        self._shell = shell
        self._actions = actions
        self._add = add
        self._listed: str | None = None
        self._hasty = False
        self._search = SearchField(hint)
        self._list = RecordList(name="Products of the catalogue")
        self._list.setMinimumHeight(LIST_HEIGHT)
        self._list.opened.connect(self._add)
        self._search.searched.connect(lambda _text: self._ask())
        self._search.left_down.connect(self._list.setFocus)
        self.body.addWidget(self._search)
        self.body.addWidget(self._list)

    def begin(self) -> None:
        """List the products before anything is typed."""
        self._ask()
        self._search.setFocus()

    def _ask(self) -> None:
        words = self._search.text().strip()
        desk = self._shell.desk
        self._shell.read(lambda: desk.products.list(words), lambda found: self._show(words, found), key="add product")

    def _show(self, words: str, found: Sequence[ProductRow]) -> None:
        sheet = self._actions.sheet
        there = {*sheet.products.values(), *(row.product_id for row in sheet.long_list)}
        there |= {row.product_id for row in sheet.rejected}
        rows = [
            ListRow(row.id, row.name, ", ".join(part for part in (row.vendor, row.category) if part))
            for row in found
            if row.id not in there
        ][:SHOWN]
        self._list.set_rows([*rows, *self._besides(words, rows)])
        self._listed = words
        self._list.choose_first()
        if self._hasty:
            self._hasty = False
            self._add_current()

    def _add_current(self) -> None:
        """Add what is chosen; a person faster than the search gets what it finds, not what was listed before."""
        if self._listed != self._search.text().strip():
            self._hasty = True
        else:
            self._add(self._list.current_key())

    def _besides(self, words: str, rows: Sequence[ListRow]) -> Sequence[ListRow]:
        """Return what can be chosen besides the products found."""
        del words, rows
        return ()


class AddProductSheet(CatalogueSheet):
    """What was typed can be added as a name alone; it comes on the short or the long list."""

    def __init__(self, parent: QWidget, shell: Shell, actions: EvaluationActions) -> None:
        super().__init__(parent, shell, actions, "Add product", "Search the catalogue or type a name", self._take)
        self._onto = Segmented(LISTS, name="List it is put on")
        self.body.addWidget(self._onto)
        self.add_cancel()
        self.add_primary("Add", self._add_current)
        self.begin()

    def _besides(self, words: str, rows: Sequence[ListRow]) -> Sequence[ListRow]:
        if not words or any(row.title.casefold() == words.casefold() for row in rows):
            return ()
        return (ListRow(NEW, f"“{words}”", "a new name, not in the catalogue", icon="plus"),)

    def _take(self, key: str) -> None:
        if not key:
            self.say_problem("Choose a product, or type a name.")
            return
        name, product = (self._search.text().strip(), "") if key == NEW else ("", key)
        self._actions.add_candidate(
            name,
            product,
            lambda _key: self.accept(),
            lambda error: self.say_problem(error.sentence()),
            listed=self._onto.value(),
        )


class JoinProductSheet(CatalogueSheet):
    """Which product of the catalogue a candidate is that was added by name; `candidate` is its record id."""

    def __init__(self, parent: QWidget, shell: Shell, actions: EvaluationActions, candidate: str, name: str) -> None:
        super().__init__(parent, shell, actions, f"Which product is {name}?", "Search the catalogue", self._take)
        self._candidate = candidate
        self.add_cancel()
        self.add_primary("Join", self._add_current)
        self.begin()

    def _take(self, key: str) -> None:
        if not key:
            self.say_problem("Choose a product. One that is not there is added in Products.")
            return
        self._actions.join_candidate(
            self._candidate, key, lambda _nothing: self.accept(), lambda error: self.say_problem(error.sentence())
        )
