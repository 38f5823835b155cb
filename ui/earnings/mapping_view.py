"""The columns of an unknown statement: what each one is, how numbers and dates are written, and a name for that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.states import Approval, Payment
from ui.earnings.mapping_words import WordMeanings
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, Option, Segmented, TickBox
from ui.widgets.fields import Field
from ui.widgets.form import labelled
from ui.widgets.painting import one_line
from ui.widgets.panels import GroupBand, Hairline, ScrollArea, Surface
from ui.widgets.text import Text, heading, hint

if TYPE_CHECKING:
    from consultant_desk.imports.statements.mapping import ColumnMapping, Suggestion

LEFT_OUT = ""
FIELD_WORDS: Mapping[str, str] = {
    LEFT_OUT: "Leave out",
    "date": "Date",
    "amount": "Commission",
    "status": "State",
    "external_id": "Number of the commission",
    "program": "Programme",
    "currency": "Currency",
    "ref": "Sub-ID",
    "product": "Product",
    "sale": "Amount of the sale",
    "sale_currency": "Currency of the sale",
    "payment_id": "Number of the payout",
    "customer": "Customer",
    "order_ref": "Number of the order",
    "reason": "Reason",
    "account": "Account",
    "change_at": "Date of the last change",
    "reverses": "Number of the original",
    "old_amount": "Former commission",
    "fee": "Fee",
    "tax": "Tax",
    "net": "Net amount",
    "amended": "Amended",
}
"""What a column can be, as a person says it."""
NEEDED = ("date", "amount")
ASSUMED: Mapping[str, tuple[Approval, Payment] | None] = {
    "ask": None,
    "pending": (Approval.PENDING, Payment.OPEN),
    "approved": (Approval.APPROVED, Payment.OPEN),
    "paid": (Approval.APPROVED, Payment.PAID),
}
DECIMALS = (Option(".", "1,234.56"), Option(",", "1.234,56"))
FORMAT_WORDS: Mapping[str, str] = {
    "iso": "2026-02-03",
    "%d.%m.%Y": "03.02.2026",
    "%d/%m/%Y": "03/02/2026, day first",
    "%m/%d/%Y": "02/03/2026, month first",
    "%d-%m-%Y": "03-02-2026, day first",
    "%m-%d-%Y": "02-03-2026, month first",
    "%Y/%m/%d": "2026/02/03",
    "%d %b %Y": "3 Feb 2026",
    "%b %d, %Y": "Feb 3, 2026",
    "%d.%m.%y": "03.02.26",
    "%d/%m/%y": "03/02/26, day first",
    "%m/%d/%y": "02/03/26, month first",
    "%d-%b-%Y": "3-Feb-2026",
    "epoch_ms": "Milliseconds since 1970",
    "epoch_s": "Seconds since 1970",
}
"""Each format as the third of February 2026 is written in it."""
SAMPLES, NAME_WIDTH, FIELD_WIDTH, ROW = 3, 200, 220, 44


class ColumnLine(Surface):
    """One column of the file: its name, its first values, and what it is."""

    changed = Signal()

    def __init__(self, name: str, samples: Sequence[str], field: str) -> None:
        super().__init__("bg0", lines=("bottom",))
        self.name = name
        self.setFixedHeight(ROW)
        title = Text(one_line(name) or "without a name", bold=True)
        title.setFixedWidth(NAME_WIDTH)
        values = Text(" · ".join(one_line(text, 40) for text in samples if text.strip()) or "empty", tone="text2")
        values.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        options = [Option(key, words) for key, words in FIELD_WORDS.items()]
        self.field = Dropdown(options, name=f"What the column {one_line(name, 40)} is", value=field)
        self.field.setFixedWidth(FIELD_WIDTH)
        self.field.chosen.connect(lambda _value: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 1)
        row.setSpacing(16)
        row.addWidget(title)
        row.addWidget(values, 1)
        row.addWidget(self.field)


class MappingView(QWidget):
    """`read_wanted` is sent when the file is to be read by this mapping; `cancel_wanted` gives up."""

    read_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.lines: list[ColumnLine] = []
        self._rows: Sequence[Sequence[str]] = ()
        self.words = Text("", tone="text2", wrap=True)
        self._area = ScrollArea(margins=(0, 0, 0, 0), spacing=0)
        self._band = GroupBand("Columns of the file")
        self.decimal = Segmented(DECIMALS, name="How amounts are written")
        self.format = Dropdown((Option("iso", FORMAT_WORDS["iso"]),), name="How dates are written")
        self.currency = Field(name="Currency of all amounts", placeholder="EUR")
        self.currency.setMaxLength(3)
        self.minor = TickBox("Amounts are in cents")
        self.assumed = Dropdown(
            (
                Option("ask", "Ask for each line"),
                Option("pending", "Pending"),
                Option("approved", "Approved"),
                Option("paid", "Paid"),
            ),
            name="Where lines stand",
        )
        self.meanings = WordMeanings()
        self.title = Field(name="Name of the profile", placeholder="Name of the source")
        self.keep = TickBox("Keep this for the next file", checked=True)
        self.problem = Text("", tone="bad", wrap=True)
        self.cancel = Button("Cancel", run=self.cancel_wanted.emit)
        self.read = Button("Show what would change", Kind.PRIMARY, run=self._ask_to_read)
        self._currency_box = labelled("Currency, where no column says it", self.currency)
        self._assumed_box = labelled("Where lines stand: no column says it", self.assumed)
        self._lay_out()

    def show_columns(
        self, name: str, headers: Sequence[str], rows: Sequence[Sequence[str]], suggestion: Suggestion
    ) -> None:
        """Show the columns of a file with what they seem to be; what the file leaves open has to be chosen."""
        fields = {column: field for field, column in suggestion.columns.items()}
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines, self._rows = [], rows
        self.meanings.forget()
        for place, header in enumerate(headers):
            samples = [row[place] for row in rows[:SAMPLES] if place < len(row)]
            line = ColumnLine(header, samples, fields.get(header, LEFT_OUT))
            line.changed.connect(self._follow)
            self._area.column.insertWidget(self._area.column.count() - 1, line)
            self.lines.append(line)
        self._band.set("Columns of the file", str(len(headers)))
        self.decimal.set_value(suggestion.decimals[0] if suggestion.decimals else ".")
        formats = suggestion.date_formats or tuple(FORMAT_WORDS)
        options = [Option(key, FORMAT_WORDS.get(key, key)) for key in formats]
        self.format.set_options([Option("", "Choose …"), *options] if len(formats) > 1 else options)
        self.title.show_value(name.rpartition(".")[0][:60] or name[:60])
        self.words.setText("No profile knows this file. Say what its columns are; nothing is changed until you apply.")
        self._follow()

    def mapping(self) -> ColumnMapping:
        """Return what was said of the columns."""
        from consultant_desk.imports.statements.mapping import ColumnMapping

        return ColumnMapping(
            self.fields(),
            decimal=self.decimal.value(),
            minor_unit=self.minor.isChecked(),
            currency=self.currency.text().strip().upper(),
            date_formats=(self.format.value(),),
            words=self.meanings.meanings(),
            assumed=ASSUMED[self.assumed.value()],
        )

    def fields(self) -> dict[str, str]:
        """Return the column by field; of two columns for one field the first counts."""
        found: dict[str, str] = {}
        for line in self.lines:
            if line.field.value():
                found.setdefault(line.field.value(), line.name)
        return found

    def missing(self) -> str:
        """Return in a sentence what is still to be said, or nothing."""
        fields = self.fields()
        for field in NEEDED:
            if field not in fields:
                return f"Say which column is the {FIELD_WORDS[field].lower()}."
        twice = [line.name for line in self.lines if line.field.value() and fields[line.field.value()] != line.name]
        if twice:
            return f"Two columns are the same; leave out {one_line(twice[0], 40)} or say what else it is."
        if not self.format.value():
            return "Choose how dates are written: the file fits several ways."
        currency = self.currency.text().strip().upper()
        if "currency" not in fields and not is_currency(currency):
            return "Type the currency of the amounts, such as EUR."
        return ""

    def _lay_out(self) -> None:
        self._area.column.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        sentence = QHBoxLayout()
        sentence.setContentsMargins(24, 14, 24, 14)
        sentence.addWidget(self.words)
        column.addLayout(sentence)
        column.addWidget(self._band)
        column.addWidget(self._area, 1)
        side = Surface("bg1", lines=("left",))
        side.setFixedWidth(theme().width("import_side"))
        form = ScrollArea(margins=(24, 16, 24, 16), spacing=12)
        form.column.addWidget(heading("How the file is written"))
        form.column.addWidget(_at_left(labelled("Amounts", self.decimal)))
        form.column.addWidget(self.minor)
        form.column.addWidget(labelled("Dates", self.format))
        form.column.addWidget(self._currency_box)
        form.column.addWidget(self._assumed_box)
        form.column.addWidget(self.meanings)
        form.column.addWidget(Hairline())
        form.column.addWidget(labelled("Name", self.title))
        form.column.addWidget(self.keep)
        form.column.addWidget(
            hint("It is kept when you apply, and then knows the next file of this source.", wrap=True)
        )
        form.column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 14, 24, 16)
        foot.setSpacing(10)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.read, 1)
        foot.addWidget(self.problem)
        foot.addLayout(buttons)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(1, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(form, 1)
        inner.addWidget(Hairline())
        inner.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(side)
        self.problem.hide()

    def _follow(self) -> None:
        """Ask for what no column says, and take a former complaint back."""
        fields = self.fields()
        self._currency_box.setVisible("currency" not in fields)
        self._assumed_box.setVisible("status" not in fields)
        self.meanings.show_words(self._unknown_words(fields.get("status", "")))
        self.say_problem("")

    def _unknown_words(self, column: str) -> Sequence[str]:
        """Return the words in a column of states that nobody has explained."""
        from consultant_desk.imports.statements.mapping import unknown_words  # when the first file is mapped

        places = [place for place, line in enumerate(self.lines) if column and line.name == column]
        return unknown_words(row[place] for place in places[:1] for row in self._rows if place < len(row))

    def say_problem(self, sentence: str) -> None:
        """Say why the file cannot be read like this."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _ask_to_read(self) -> None:
        self.say_problem(self.missing())
        if not self.problem.text():
            self.read_wanted.emit()


def _at_left(widget: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return box
