"""Who pays the consultant for what: one line per candidate, generated into the disclosure of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations import InterestDraft
from consultant_desk.services.evaluations.interests import draft_of
from consultant_desk.services.sheet import EvaluationSheet, InterestProposal, InterestRow
from ui.clients.wording import amount
from ui.evaluations.interests_block import HIDDEN
from ui.evaluations.lock_sheets import LOCK, ask_lock
from ui.reports.wording import INTERESTS
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import MoneyField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.panels import clear_layout
from ui.widgets.text import Text, hint
from ui.widgets.tips import set_tip

PAID = frozenset({InterestKind.AFFILIATE, InterestKind.REFERRAL, InterestKind.RESELLER})


@dataclass(frozen=True, slots=True)
class InterestLineData:
    """What one line shows: the candidate, what was stated, None when nothing was, and what its programmes propose."""

    key: str
    name: str
    stated: InterestRow | None
    proposal: InterestProposal | None = None


def interest_words(row: InterestRow | None) -> str:
    """Return what was stated beyond its kind."""
    if row is None or row.kind is InterestKind.NONE:
        return ""
    parts = [row.basis, amount(row.expected) and f"about {amount(row.expected)}"]
    parts.append("the client pays more" if row.client_price_changes else "")
    parts.append("credited to the client" if row.is_credited else "")
    return ", ".join(part for part in parts if part)


def proposal_words(proposal: InterestProposal) -> str:
    """Return what follows from the programmes of a product, "" where it has none that counts."""
    if proposal.programme:
        about = amount(proposal.expected) and f"about {amount(proposal.expected)}"
        parts = [part for part in (proposal.basis, about) if part]
        return f"{proposal.programme}: {', '.join(parts) or 'no terms are entered'}"
    return f"Applied for: {', '.join(proposal.applied_to)}" if proposal.applied_to else ""


def proposed_row(proposal: InterestProposal) -> InterestRow:
    """Return a proposal as if it were stated, for the sheet that edits it."""
    return InterestRow(
        proposal.candidate,
        proposal.kind,
        proposal.basis,
        proposal.who_pays,
        proposal.expected,
        client_price_changes=False,
        programme_id=proposal.programme_id,
        programme=proposal.programme,
    )


class InterestSheet(Sheet):
    """Asks what is paid, by whom, how much is expected, and whether the client pays more for it."""

    def __init__(self, parent: QWidget, name: str, kind: InterestKind, row: InterestRow | None, currency: str) -> None:
        super().__init__(parent, f"My interest in {name[:80]}", width=540)
        self._kind = kind
        self._programme_id = row.programme_id if row else ""
        self.basis = Field(row.basis if row else "", placeholder="20 % of the first-year fees", name="What is paid")
        self.payer = Field(row.who_pays if row else "", placeholder="the vendor", name="Who pays")
        self.expected = MoneyField(name="Expected", currency=currency, value=row.expected if row else None)
        self.more = TickBox("The client pays more because of it", checked=row.client_price_changes if row else False)
        self.credited = TickBox("I credit it to the client", checked=row.is_credited if row else False)
        form = Form(label_width=112)
        form.add("What is paid", self.basis)
        form.add("Who pays", self.payer)
        form.add("About how much", self.expected, help_text="Expected from this client, as printed.")
        form.add("", self.more)
        form.add("", self.credited)
        self.body.addWidget(form)

    def draft(self) -> InterestDraft:
        """Return what was typed; `UserError` when nothing says what is paid, or the amount cannot be read."""
        if self._kind in PAID and not self.basis.text().strip() and self.expected.value() is None:
            self.basis.setFocus()
            raise UserError("Say what is paid, or about how much: your client reads it before the recommendation.")
        return InterestDraft(
            self._kind,
            self.basis.text().strip(),
            self.payer.text().strip(),
            self.expected.value(),
            client_price_changes=self.more.isChecked(),
            programme_id=self._programme_id,
            is_credited=self.credited.isChecked(),
        )


class InterestLine(QWidget):
    """One candidate with the kind of interest; `state` is called with the draft, also when the line is gone by then."""

    def __init__(self, data: InterestLineData, currency: str, state: Callable[[InterestDraft], None]) -> None:
        super().__init__()
        self.data, self.currency, self._state = data, currency, state
        kind = data.stated.kind.value if data.stated is not None else ""
        options = INTERESTS if data.stated is None else INTERESTS[1:]
        self.kind = Dropdown(options, name=f"Interest in {data.name[:80]}", value=kind)
        self.kind.setFixedWidth(136)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 12, 4)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        name = Text(data.name)
        set_tip(name, data.name[:200])
        row.addWidget(name, 1)
        row.addWidget(self.kind)
        column.addLayout(row)
        words = interest_words(data.stated)
        if words:
            column.addWidget(hint(words, wrap=True))
            self.edit = Button("Edit", Kind.LINK, icon="pencil", run=lambda: self._chosen(kind))
            column.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        self.take: Button | None = None
        if data.stated is None and data.proposal is not None:
            proposed = proposal_words(data.proposal)
            if proposed:
                column.addWidget(hint(proposed, wrap=True))
            if data.proposal.programme:
                self.take = Button("Take it", Kind.LINK, icon="check", run=self._take)
                column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.kind.chosen.connect(self._chosen)

    def _take(self) -> None:
        if self.data.proposal is not None:
            self._state(draft_of(self.data.proposal))

    def _chosen(self, value: str) -> None:
        if not value:
            return
        kind = InterestKind(value)
        if kind is InterestKind.NONE:
            self._state(InterestDraft())
            return
        row = self.data.stated
        if row is None and self.data.proposal is not None and self.data.proposal.kind is kind:
            row = proposed_row(self.data.proposal)
        sheet = InterestSheet(self.window(), self.data.name, kind, row, self.currency)

        state, current = self._state, self.data.stated

        def save() -> None:
            try:
                draft = sheet.draft()
            except UserError as error:
                sheet.say_problem(error.sentence())
                return
            state(draft)
            sheet.accept()

        def show_again() -> None:
            if isValid(self.kind):
                self.kind.set_value(current.kind.value if current else "")

        sheet.add_cancel()
        sheet.add_primary("State it", save)
        sheet.rejected.connect(show_again)
        sheet.open()


class InterestsBox(QWidget):
    """The lines of all candidates but what the client has now."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._evaluation = ""
        self.lines: list[InterestLine] = []
        self._sheet: EvaluationSheet | None = None
        self._hidden = Text(HIDDEN, wrap=True)
        self.lock_button = Button(f"{LOCK} …", Kind.LINK, icon="lock", run=self._lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        head = QWidget()
        words = QVBoxLayout(head)
        words.setContentsMargins(24, 10, 24, 4)
        words.setSpacing(2)
        words.addWidget(Text("My interests", bold=True))
        words.addWidget(hint("Stated for every product, and printed before the recommendation.", wrap=True))
        words.addWidget(self._hidden)
        words.addWidget(self.lock_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.take_all = Button("Take all that the programmes say", Kind.LINK, icon="list-checks", run=self._take_all)
        words.addWidget(self.take_all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)

    def show_interests(self, sheet: EvaluationSheet) -> None:
        """Show what was stated for the candidates of an evaluation, nothing as long as it was never locked."""
        self._sheet = sheet
        self._hidden.setVisible(sheet.lock.blind)
        self.lock_button.setVisible(sheet.lock.blind)
        if sheet.lock.blind:
            self._evaluation, self.lines = "", []
            clear_layout(self._column)
            self.take_all.setVisible(False)
            return
        stated = {row.candidate: row for row in sheet.interests if row.stated}
        proposals = {one.candidate: one for one in sheet.proposals}
        waiting = [one for key, one in proposals.items() if key not in stated]
        self.take_all.setVisible(any(one.programme for one in waiting))
        lines = tuple(
            InterestLineData(candidate.id, candidate.name, stated.get(candidate.id), proposals.get(candidate.id))
            for candidate in sheet.problem.candidates
            if not candidate.baseline
        )
        same = sheet.id == self._evaluation and [line.data.key for line in self.lines] == [data.key for data in lines]
        self._evaluation = sheet.id
        if not same:
            clear_layout(self._column)
            self.lines = [self._line(sheet, data) for data in lines]
            for line in self.lines:
                self._column.addWidget(line)
            return
        for place, data in enumerate(lines):
            shown = self.lines[place]
            if (shown.data, shown.currency) != (data, sheet.currency):  # the others stay: a menu may be open on one
                self._replace(place, self._line(sheet, data))

    def _lock(self) -> None:
        if self._sheet is not None:
            ask_lock(self._shell, self._sheet)

    def _take_all(self) -> None:
        desk, evaluation = self._shell.desk, self._evaluation
        self._shell.write(lambda: desk.evaluations.take_proposed_interests(evaluation))

    def _replace(self, place: int, line: InterestLine) -> None:
        old, self.lines[place] = self.lines[place], line
        focused = old.kind.hasFocus()
        self._column.insertWidget(place, line)
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        if focused:
            line.show()
            line.kind.setFocus()

    def _line(self, sheet: EvaluationSheet, data: InterestLineData) -> InterestLine:
        desk = self._shell.desk

        def state(draft: InterestDraft) -> None:
            self._shell.write(lambda: desk.evaluations.set_interest(sheet.id, data.key, draft))

        return InterestLine(data, sheet.currency, state)
