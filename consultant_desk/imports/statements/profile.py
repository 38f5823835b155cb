"""A statement profile: everything the program knows about the files of one source, as data a person can edit.

`profile_toml` reads and writes it; nothing here reads a statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from consultant_desk.domain.earnings.statement import LineRole, Trouble
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, ReversalShape
from consultant_desk.imports.statements.amounts import Marks
from consultant_desk.imports.statements.dates import DateRules

CURRENCY = "{currency}"
"""Stands in the name of a column for the code of a currency: "Sale Amount ({currency})"."""

ANY_COLUMN = "*"
"""In a condition: any cell of the line."""


class HeaderStatus(StrEnum):
    """Where the names of the columns are known from."""

    VERIFIED = "verified"
    """Read in a real export, or in code that writes or reads one."""
    DOCUMENTED = "documented"
    """The fields of the source's documented interface; its download may name columns otherwise."""
    UNVERIFIED = "unverified"
    """From memory or a third party's example."""
    OWN = "own"
    """Made by the person, or for files of no known source."""


class Sign(StrEnum):
    """The sign of a line's amount."""

    NEGATIVE = "negative"
    ZERO = "zero"
    POSITIVE = "positive"


class Form(StrEnum):
    """What kind of file it is: a table of any make (text, workbook, JSON), or the bank's OFX."""

    TABLE = "table"
    OFX = "ofx"


TEXT_FIELDS = ("program", "ref", "payment_id", "product", "customer", "order_ref", "reason", "reverses", "account")
AMOUNT_FIELDS = ("amount", "sale", "fee", "tax", "net", "old_amount")
FIELDS = (*TEXT_FIELDS, *AMOUNT_FIELDS, "date", "change_at", "currency", "sale_currency", "amended")
"""What a column may be. Of several columns the first that is not empty counts."""

VALUES = ("date", "program", "amount_minor", "sale_minor", "currency", "ref", "product", "customer", "order_ref")
"""What a fingerprint may hold beside `column:NAME` and `text:WORDS`."""
COLUMN, WORDS = "column:", "text:"
FINGERPRINT = ("date", "program", "amount_minor", "currency")


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a line. All that is given has to hold; words are compared without regard to case and blanks."""

    column: str = ""
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    filled: bool | None = None
    sign: Sign | None = None


When = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class StatusRule:
    """The first rule whose conditions all hold says where a line stands.

    `text` is the status as it is shown, else the cell of `column`; `changed` the column of the date of that status.
    `undated`: no column says when it was paid; the day the statement stands for is the first that is known.
    """

    approval: Approval
    payment: Payment = Payment.OPEN
    text: str = ""
    column: str = ""
    changed: str = ""
    undated: bool = False
    forecast: bool = False
    when: When = ()


@dataclass(frozen=True, slots=True)
class KindRule:
    """The first rule that holds says what a line is for; `role` and `label` are for movements of money."""

    kind: Kind = Kind.SALE
    role: LineRole | None = None
    label: str = ""
    recurring: bool = False
    when: When = ()


@dataclass(frozen=True, slots=True)
class HoldRule:
    """Lines that are held for the person."""

    trouble: Trouble
    when: When = ()


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """Lines that are left out, and why."""

    reason: str
    when: When = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """How a line is known again: by key columns, else by a fingerprint and its n-th occurrence.

    `counted`: the source's key may repeat, so the n-th line of it is another one. `prefix` begins fingerprints.
    """

    key: tuple[str, ...] = ()
    counted: bool = False
    fingerprint: tuple[str, ...] = FINGERPRINT
    prefix: str = "h:"


@dataclass(frozen=True, slots=True)
class Layout:
    """What the file looks like. Empty: found out.

    `json_rows` is the list inside an object of which each element is a line. `period_to` is a date format with words
    around it that finds the end of the period in the lines before the headers.
    """

    form: Form = Form.TABLE
    delimiter: str = ""
    encoding: str = ""
    json_rows: str = ""
    period_to: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One source of statements. Columns are named as the source names them; `aliases` are other names of the same."""

    key: str
    title: str
    required: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    statuses: tuple[StatusRule, ...]
    network: str = ""
    version: int = 1
    role: LineRole = LineRole.COMMISSION
    reversal: ReversalShape = ReversalShape.FLIP
    header_status: HeaderStatus = HeaderStatus.OWN
    header_source: str = ""
    notes: str = ""
    generic: bool = False
    """Fits files of many sources: a profile made for one goes before it."""
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    layout: Layout = Layout()
    marks: Marks = field(default_factory=Marks)
    dates: DateRules = field(default_factory=DateRules)
    currency: str = ""
    """The currency of all amounts, where no column says it."""
    programme: str = ""
    """The programme where no column holds it; `{Column}` stands for a cell."""
    identity: Identity = Identity()
    original_by: tuple[str, ...] = ()
    """Columns that a reversal shares with the line it takes back."""
    pair_by: tuple[str, ...] = ()
    """Columns that the two lines of an exchange share."""
    kinds: tuple[KindRule, ...] = ()
    holds: tuple[HoldRule, ...] = ()
    ignores: tuple[IgnoreRule, ...] = ()

    @property
    def pays_undated(self) -> bool:
        """Tell whether dates of paid lines are not those of their payment."""
        return any(rule.undated for rule in self.statuses)

    def columns(self) -> tuple[str, ...]:
        """Return the names of all columns that the profile knows, required ones first."""
        return tuple(dict.fromkeys((*self.required, *self.optional, *(name for _, name in self.used_columns()))))

    def used_columns(self) -> Iterator[tuple[str, str]]:
        """Yield every place that names a column, and the column."""
        for name, columns in self.fields.items():
            yield from ((f"fields.{name}", column) for column in columns)
        yield from (("identity.key", column) for column in self.identity.key)
        parts = (part for part in self.identity.fingerprint if part.startswith(COLUMN))
        yield from (("identity.fingerprint", part.removeprefix(COLUMN)) for part in parts)
        yield from (("original_by", column) for column in self.original_by)
        yield from (("pair_by", column) for column in self.pair_by)
        yield from (("programme", column) for column in placeholders(self.programme))
        for number, rule in enumerate(self.statuses, 1):
            yield from ((f"status {number}", name) for name in (rule.column, rule.changed) if name)
        for place, when in self.conditions():
            yield from ((place, test.column) for test in when if test.column not in {"", ANY_COLUMN})

    def conditions(self) -> Iterator[tuple[str, When]]:
        """Yield the conditions of every rule, with its place."""
        yield from ((f"status {number}", rule.when) for number, rule in enumerate(self.statuses, 1))
        yield from ((f"kind {number}", rule.when) for number, rule in enumerate(self.kinds, 1))
        yield from ((f"hold {number}", rule.when) for number, rule in enumerate(self.holds, 1))
        yield from ((f"ignore {number}", rule.when) for number, rule in enumerate(self.ignores, 1))


def placeholders(template: str) -> tuple[str, ...]:
    """Return the columns that a template names: "Associates ({Tracking ID})" names one."""
    return tuple(part.partition("}")[0] for part in template.split("{")[1:] if "}" in part)
