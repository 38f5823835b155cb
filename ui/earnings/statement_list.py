"""The plan as a list: decisions are made in place, by number keys or with the pointer; 100,000 rows are no matter."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from consultant_desk.domain.earnings.plan import Choice, Decision
from consultant_desk.services.rows.statements import PlanRow
from ui.earnings.statement_delegate import DECISION_HEIGHT, StatementDelegate, choice_rects
from ui.earnings.statement_rows import Group, Line, LineKind, PlanLines, PlanShown
from ui.earnings.statement_words import choice_words, question_spans
from ui.earnings.words import STATUS_WORDS, figure, money_words, symbol
from ui.entry import formats
from ui.models.lists import ROW_ROLE, Index
from ui.theme import theme
from ui.widgets.painting import focus_ring, painter_on

Decisions = Mapping[int, Decision]
NUMBERS = {getattr(Qt.Key, f"Key_{number}"): number - 1 for number in range(1, 10)}


class StatementModel(QAbstractTableModel):
    """The lines of the list, replaced as a whole."""

    def __init__(self, view: StatementList) -> None:
        super().__init__(view)
        self._view = view
        self.lines = PlanLines()

    def show_lines(self, lines: PlanLines) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else self.lines.count

    def columnCount(self, parent: Index | None = None) -> int:
        """Return one: a line is drawn as a whole."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a line, or the sentence read aloud."""
        if not index.isValid() or index.row() >= self.lines.count:
            return None
        if role == ROW_ROLE:
            return self.lines.at(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._view.spoken(self.lines.at(index.row()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Bands and titles cannot be chosen."""
        if not index.isValid() or self.lines.at(index.row()).row is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class StatementList(QTableView):
    """The rows of a plan. `decided` carries a line and its decision, `client_wanted` a row and where it is asked."""

    decided = Signal(int, object)
    client_wanted = Signal(object, QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the statement changes")
        self.setAccessibleDescription("1 to 9 choose, Tab goes to the next row to be decided, Enter asks for a client.")
        self.who_title = self.amount_title = ""
        self.has_states = True
        self.decisions: Decisions = {}
        self.clients: Mapping[str, str] = {}
        self._shown: PlanShown | None = None
        self.one_currency = ""
        self._tall = range(0)
        self._model = StatementModel(self)
        self.setModel(self._model)
        self.setItemDelegate(StatementDelegate(self))
        self._set_up_view()

    @property
    def lines(self) -> PlanLines:
        """Return the lines shown."""
        return self._model.lines

    def show_plan(self, shown: PlanShown, lines: PlanLines) -> None:
        """Show lines of a plan; the row that was current stays it, and the list stays where it was."""
        row = self.current_row()
        keep, place, scrolled = row, self.currentIndex().row(), self.verticalScrollBar().value()
        self._shown = shown
        currencies = {change.currency for change in shown.sheet.changes}
        self.one_currency = currencies.pop() if len(currencies) == 1 else ""
        self.amount_title = symbol(self.one_currency) if self.one_currency else "Amount"
        self.has_states = not shown.sheet.source.moves_money
        self.who_title = "Client" if self.has_states else "From or to"
        self._model.show_lines(lines)
        self._set_heights(lines)
        self._lay_out()
        found = self._found(keep, place) if keep is not None else next(iter(lines.decisions), self._nearest(0, 1))
        if found >= 0:
            self._go(found)
        self.verticalScrollBar().setValue(scrolled if keep is not None else 0)

    def current_row(self) -> PlanRow | None:
        """Return the row that is current."""
        index = self.currentIndex()
        return self.lines.at(index.row()).row if index.isValid() and index.row() < self.lines.count else None

    def chosen(self, row: PlanRow) -> Choice | None:
        """Return what was chosen for a row: at once, whatever plan is being computed."""
        made = self.decisions.get(row.line)
        return made.choice if made is not None else row.chosen

    def client_for(self, row: PlanRow) -> str:
        """Return the name of the client a row would be given."""
        made = self.decisions.get(row.line)
        client = made.client_id if made is not None and made.client_id else row.near_client_id
        return self.clients.get(client, "")

    def band_count(self, group: Group) -> str:
        """Return the figure beside the name of a group."""
        if self._shown is None:
            return ""
        count = self._shown.count(group.value)
        if group is Group.DECIDE:
            return f"{formats().number(self._shown.decided)} of {formats().number(count)} decided"
        return formats().number(count)

    def amount_words(self, row: PlanRow) -> str:
        """Return the amount of a row; its currency stands in the title where all have the same."""
        if row.amount is None:
            return ""
        if row.amount.currency == self.one_currency:
            return figure(row.amount.minor, row.amount.currency)
        return money_words(row.amount)

    def spoken(self, line: Line) -> str:
        """Return a line as a sentence."""
        row = line.row
        if row is None:
            return f"{line.group.value}, {self.band_count(line.group)}" if line.group is not None else ""
        if line.kind is LineKind.DECISION:
            question = "".join(span.text for span in question_spans(row, self.one_currency))
            choices = ", ".join(
                f"{number} {choice_words(row, choice, self.client_for(row))}"
                for number, choice in enumerate(row.choices, start=1)
            )
            chosen = self.chosen(row)
            state = f"chosen: {choice_words(row, chosen, self.client_for(row))}" if chosen else "not decided"
            return f"Line {row.line}, {row.who} {row.external_id}: {question}. {choices}. {state}"
        states = [STATUS_WORDS[state][0] for state in (row.before, row.after) if state is not None]
        parts = (row.who, row.external_id, " to ".join(dict.fromkeys(states)), self.amount_words(row), row.why)
        return ", ".join(part for part in parts if part)

    def choose(self, choice: Choice) -> None:
        """Decide the current row; a client that nobody named yet is asked for."""
        row = self.current_row()
        if row is None or choice not in row.choices:
            return
        if choice is not Choice.CLIENT:
            self.decided.emit(row.line, Decision(choice))
        elif self.client_for(row):
            made = self.decisions.get(row.line)
            client = made.client_id if made is not None and made.client_id else row.near_client_id
            self.decided.emit(row.line, Decision(choice, client))
        else:
            self.ask_client()

    def ask_client(self) -> None:
        """Ask which client the current row belongs to."""
        row = self.current_row()
        if row is None or Choice.CLIENT not in row.choices:
            return
        boxes = dict(choice_rects(row, QRectF(self.visualRect(self.currentIndex())), self.client_for(row)))
        self.client_wanted.emit(row, boxes[Choice.CLIENT].toRect())

    def next_undecided(self) -> bool:
        """Go to the next row that is not decided; False when none follows."""
        here = self.currentIndex().row()
        for place in self.lines.decisions:
            row = self.lines.at(place).row
            if place > here and row is not None and self.chosen(row) is None:
                self._go(place)
                return True
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - the signature of Qt
        """Walk with Tab over the rows that are to be decided, then on."""
        if forward and self.next_undecided():
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number, ask for a client with Enter, move with J and K."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        row = self.current_row()
        if plain and row is not None and row.choices and event.key() in NUMBERS:
            number = NUMBERS[event.key()]
            if number < len(row.choices):
                self.choose(row.choices[number])
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask_client()
        elif plain and event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            self._step(1 if event.key() == Qt.Key.Key_J else -1)
        elif event.key() == Qt.Key.Key_Escape or (event.text() and plain):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked; the field of a client opens."""
        super().mouseReleaseEvent(event)
        row = self.current_row()
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or row is None or index.row() != self.currentIndex().row():
            return
        for choice, box in choice_rects(row, QRectF(self.visualRect(index)), self.client_for(row)):
            if box.adjusted(-4, -4, 4, 4).contains(event.position()):
                if choice is Choice.CLIENT and event.position().x() > box.left() + 20:
                    self.ask_client()
                else:
                    self.choose(choice)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines as wide as the list."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: object) -> None:
        """Draw the ring of the keyboard around the current row, but around the field where one is asked."""
        super().paintEvent(event)  # type: ignore[arg-type]
        row = self.current_row()
        if self.hasFocus() and row is not None and Choice.CLIENT not in row.choices:
            painter = painter_on(QPainter(self.viewport()))
            box = QRectF(self.visualRect(self.currentIndex()))
            focus_ring(painter, box.adjusted(1, 1, -1, -2))
            painter.end()

    def _set_up_view(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme().height("table_row"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _set_heights(self, lines: PlanLines) -> None:
        header = self.verticalHeader()
        self.setUpdatesEnabled(False)
        blocked = header.blockSignals(True)
        for place in range(self._tall.start, min(self._tall.stop, lines.count)):  # a header keeps heights over a reset
            header.resizeSection(place, header.defaultSectionSize())
        for place in lines.decisions:
            header.resizeSection(place, DECISION_HEIGHT)
        self._tall = lines.decisions
        header.blockSignals(blocked)
        self.setUpdatesEnabled(True)
        self.updateGeometries()

    def _lay_out(self) -> None:
        self.setColumnWidth(0, self.viewport().width())

    def _found(self, row: PlanRow, place: int) -> int:
        """Return where a row stands now: decisions are looked for, any other stays about where it was."""
        if row.choices:
            for found in self.lines.decisions:
                shown = self.lines.at(found).row
                if shown is not None and shown.line == row.line:
                    return found
        return self._nearest(min(place, self.lines.count - 1), 1)

    def _nearest(self, start: int, by: int) -> int:
        place = max(start, 0)
        while 0 <= place < self.lines.count:
            if self.lines.at(place).row is not None:
                return place
            place += by
        return -1

    def _step(self, by: int) -> None:
        found = self._nearest(self.currentIndex().row() + by, by)
        if found >= 0 and self.currentIndex().row() + by >= 0:
            self._go(found)

    def _go(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._model.index(place, 0), flags)
        self.scrollTo(self._model.index(place, 0))
