"""Sheets of the lists of products: add one from the catalogue or by name, and reject one for a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import UserError
from consultant_desk.services.rows.products import ProductRow
from ui.evaluations.actions import EvaluationActions
from ui.models.lists import ListRow
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field, SearchField
from ui.widgets.form import labelled
from ui.widgets.lists import RecordList

if TYPE_CHECKING:
    from consultant_desk.services.evidence import EvidenceDraft

NEW = "new"
"""The choice of a product, or of evidence, that is not there yet; ids are longer."""
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


class RejectSheet(Sheet):
    """Why a product is left out: a requirement it does not meet, words, and what shows it.

    `candidate` is a record id. What shows it starts as the evidence under the requirement that is chosen; it can be
    noted here as well, with or without a requirement.
    """

    def __init__(
        self,
        parent: QWidget,
        actions: EvaluationActions,
        candidate: str,
        name: str,
        *,
        requirement: str = "",
        why: str = "",
    ) -> None:
        super().__init__(parent, f"Reject {name}", width=460)
        self._actions = actions
        self._candidate = candidate
        options = [Option("", "None of them")]
        options += [
            Option(requirement.id, requirement.text)
            for need in actions.sheet.needs
            for requirement in need.requirements
        ]
        self._requirement = Dropdown(options, name="Requirement it does not meet", value=requirement)
        self._requirement.chosen.connect(self._offer_evidence)
        self._evidence = Dropdown((Option("", "No evidence"),), name="What shows it")
        self._evidence.chosen.connect(self._ask_new)
        self._what = Field(name="What it is", placeholder="A call, a trial, a page")
        self._source = Field(name="Source", placeholder="Address or person")
        self._place = Field(name="Place in it", placeholder="Page or section")
        self._seen = DateField(name="Seen on", today=actions.today, value=actions.today())
        self._new = [
            labelled(field.accessibleName(), field) for field in (self._what, self._source, self._place, self._seen)
        ]
        self._why = Field(why, name="Why", placeholder="In a few words, for the report")
        if len(options) > 1:
            self.body.addWidget(labelled("Requirement it does not meet", self._requirement))
        self.body.addWidget(labelled("Why", self._why))
        self.body.addWidget(labelled("What shows it", self._evidence))
        for part in self._new:
            self.body.addWidget(part)
        self.add_cancel()
        self.add_primary("Reject", self._take)
        self._offer_evidence(requirement)
        self._why.setFocus()

    def _offer_evidence(self, requirement: str) -> None:
        """Offer what is known about the product; what stands under the requirement is chosen."""
        sheet = self._actions.sheet
        under = sheet.coverage.get((self._candidate, requirement))
        product = next(
            (sheet.products[key] for key, record in sheet.candidates.items() if record == self._candidate), ""
        )
        product = product or next((row.product_id for row in sheet.long_list if row.id == self._candidate), "")
        first = under.evidence if under is not None else ()
        known = [row for row in sheet.evidence if row.id in first or (product and row.product_id == product)]
        options = [Option("", "No evidence"), *(Option(row.id, row.title or row.source or row.kind) for row in known)]
        self._evidence.set_options([*options, Option(NEW, "Something new")], first[0] if first else "")
        self._ask_new(self._evidence.value())

    def _ask_new(self, evidence: str) -> None:
        """Ask for what the evidence is where it is noted here."""
        for part in self._new:
            part.setVisible(evidence == NEW)
        self.adjustSize()

    def _take(self) -> None:
        why, requirement = self._why.text().strip(), self._requirement.value()
        if not why and not requirement:
            self.say_problem("Choose the requirement, or say why.")
            return
        if self._evidence.value() != NEW:
            self.accept()
            self._actions.reject_candidate(self._candidate, requirement, why, self._evidence.value())
            return
        try:
            draft = self._draft()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self.accept()
        self._actions.reject_with_evidence(self._candidate, requirement, why, draft)

    def _draft(self) -> EvidenceDraft:
        from consultant_desk.services.evidence import EvidenceDraft

        what, source = self._what.text().strip(), self._source.text().strip()
        if not what and not source:
            raise UserError("Say what shows it, or where it is from.")
        seen = self._seen.value()
        return EvidenceDraft(
            title=what or source,
            source=source,
            locator=self._place.text().strip(),
            seen_on=seen.isoformat() if seen else "",
        )
