"""An earnings statement for the accountant: from its snapshot to blocks, and to a PDF like that of any report."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from consultant_desk.domain.currencies import exponent
from consultant_desk.domain.earnings.statement_snapshot import EarningsSnapshot, GroupLine, RateLine
from consultant_desk.domain.money import Money, major
from reports import lockdown
from reports.attachments import statement_attachments
from reports.blocks import Block, Cell, Entry, Item, Items, Line, Opening, Row, Subheading, Table, Text
from reports.built import BuiltReport
from reports.document import built_of, laid_out, nobody_collects
from reports.finish import finish
from reports.fonts import FontBook
from reports.imprint import Imprint, Paged, Part
from reports.progress import Progress, Stage, Tell, unheard
from reports.published import refuse_colours
from reports.rich import Insert, Rich, joined, plain
from reports.theme import Theme, known_family
from reports.words import Words, words_for

ANCHOR = "s-earnings"
_RATE_DIGITS = 4


def build_earnings(snapshot: EarningsSnapshot, tell: Tell = unheard) -> BuiltReport:
    """Build the PDF of a statement; the same snapshot gives the same bytes, in any process."""
    with nobody_collects():
        tell(Progress(Stage.COMPOSING))
        lockdown.assert_locked()
        refuse_colours(snapshot.brand)
        fonts = FontBook(known_family(snapshot.brand.font), snapshot.brand.extra_font)
        theme, words = Theme(snapshot.brand, snapshot.page_size, fonts), words_for(snapshot.language)
        paged, cut = paged_of(snapshot, words), dict[str, None]()
        done = laid_out(paged, theme, cut, tell)
        tell(Progress(Stage.FINISHING))
        data = statement_attachments(snapshot, words, done.drawn)
        return built_of(finish(done.drawn, paged.imprint, words, data), done, fonts, cut)


def printed_figures(snapshot: EarningsSnapshot) -> list[str]:
    """Return its total, and every amount, count and rate of its tables, in the order of its pages."""
    statement = _Statement(snapshot, words_for(snapshot.language))
    blocks = tuple(statement.blocks())
    cells = [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]
    lines = [
        "".join(run.text for run in part.rich) for cell in cells for part in cell.content if isinstance(part, Line)
    ]
    return [*statement.total(), *(line for line in lines if any(character.isdigit() for character in line))]


def paged_of(snapshot: EarningsSnapshot, words: Words) -> Paged:
    """Return the statement as it is put on pages."""
    say = _Statement(snapshot, words)
    kicker = words.plain("section.earnings")
    imprint = Imprint(
        title=f"{kicker}, {say.period()}",
        author=snapshot.brand.name or snapshot.consultant,
        instant=snapshot.instant,
        program_version=snapshot.program_version,
        brand=replace(snapshot.brand, legal_footer=""),  # it speaks to the client of a recommendation
        about=(snapshot.practice, kicker, say.period()),
        untitled=kicker,
    )
    return Paged(imprint, words, (Part(Entry(kicker, ANCHOR), tuple(say.blocks())),))


class _Statement:
    """Composes the blocks of one statement."""

    def __init__(self, snapshot: EarningsSnapshot, words: Words) -> None:
        self._snapshot, self._words = snapshot, words

    def period(self) -> str:
        """Name the period: a whole year by its number, a month by its name, any other by its ends."""
        first, last = self._snapshot.first, self._snapshot.last
        if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
            return first[:4]
        days = calendar.monthrange(int(first[:4]), int(first[5:7]))[1]
        if first.endswith("-01") and last == f"{first[:7]}-{days:02}":
            return self._month(first[:7])
        ends = (self._words.long_date(first), self._words.long_date(last))
        return "".join(one.text for one in self._words.say("earnings.period", first=ends[0], last=ends[1]))

    def total(self) -> tuple[str, ...]:
        """Return what all of it comes to, as the heading says it; nothing where that is not known."""
        if all(one.base is None for one in self._snapshot.payers if one.count):
            return ()
        return (self._words.of.money(Money(self._snapshot.total, self._snapshot.base)),)

    def blocks(self) -> Iterable[Block]:
        """Return everything under its heading."""
        snapshot, words = self._snapshot, self._words
        yield Opening(ANCHOR, words.plain("section.earnings"), self._title())
        ends = {"first": words.long_date(snapshot.first), "last": words.long_date(snapshot.last)}
        lead = words.say(f"earnings.lead.{snapshot.basis.value}", **ends)
        key = "earnings.by" if snapshot.consultant else "earnings.by.nobody"
        inserts = {"consultant": snapshot.consultant} if snapshot.consultant else {}
        by = words.say(key, **inserts, date=words.long_date(snapshot.made_on), base=snapshot.base)
        yield Text(joined([lead, by], " "), "lead")
        yield from self._remarks()
        yield from self._payers()
        yield from self._groups("programmes", "programme", snapshot.programmes)
        months = [replace(one, name=self._month(one.name)) for one in snapshot.months]
        yield from self._groups("months", "month", months)
        yield from self._balances()
        yield from self._ages()
        yield from self._rates()
        yield Subheading(words.say("earnings.method"), f"{ANCHOR}-method")
        rules = (f"earnings.method.{snapshot.basis.value}", "earnings.method.rates", "earnings.method.no_advice")
        yield Items(tuple(Item((Text(words.say(rule), "list"),)) for rule in rules))

    def _title(self) -> Rich:
        snapshot = self._snapshot
        if not any(one.count for one in snapshot.payers):
            return self._words.say("earnings.title.none", period=self.period())
        for total in self.total():
            return self._words.say("earnings.title", total=total, period=self.period())
        return self._words.say("earnings.title.unknown", period=self.period())

    def _remarks(self) -> Iterable[Block]:
        """Say what is in no table: a reader has to know it before the figures."""
        snapshot, words = self._snapshot, self._words
        told = []
        for key, number in (
            ("missing", snapshot.missing),
            ("undated", snapshot.undated),
            ("of_statement", snapshot.of_statement),
            ("unexplained", snapshot.unexplained),
        ):
            if number:
                inserts: dict[str, Insert] = {"base": snapshot.base} if key == "missing" else {}
                if key == "unexplained":
                    amounts = (words.of.money(Money(one.minor, one.currency)) for one in snapshot.received)
                    inserts["amounts"] = words.listed([plain(amount) for amount in amounts])
                told.append(words.count(f"earnings.{key}", number, count=str(number), **inserts))
        if told:
            yield Text(joined(told, " "), "body")

    def _payers(self) -> Iterable[Block]:
        snapshot = self._snapshot
        heads = ("payer", "country", "currency", ">count", ">amount", ">fees", ">tax", ">base")
        rows = [
            self._row(
                one.payer, one.country or "–", one.currency, one.count, self._number(one.minor, one.currency),
                self._number(one.fees, one.currency), self._number(one.tax, one.currency), self._base(one.base),
            )
            for one in snapshot.payers
        ]  # fmt: skip
        rows.append(self._total(8, snapshot.total, [one.base for one in snapshot.payers]))
        note: Rich = ()
        if snapshot.fees or snapshot.tax:
            fees, tax = (self._words.of.money(Money(one, snapshot.base)) for one in (snapshot.fees, snapshot.tax))
            note = self._words.say("earnings.kept", fees=fees, tax=tax)
        if snapshot.payers:
            yield self._table("payers", (0.2, 0.09, 0.1, 0.13, 0.13, 0.11, 0.12, 0.12), heads, rows, note)

    def _groups(self, name: str, head: str, lines: Sequence[GroupLine]) -> Iterable[Block]:
        if not lines:
            return
        rows = [
            self._row(
                one.name or "–", one.currency, one.count, self._number(one.minor, one.currency), self._base(one.base)
            )
            for one in lines
        ]
        rows.append(self._total(5, self._snapshot.total, [one.base for one in lines]))
        heads = (head, "currency", ">count", ">amount", ">base")
        yield self._table(name, (0.4, 0.12, 0.14, 0.17, 0.17), heads, rows)

    def _balances(self) -> Iterable[Block]:
        lines = self._snapshot.balances
        if not lines:
            return
        heads = ("account", "currency", ">opening", ">earned", ">reversed", ">paid", ">closing", "ties")
        rows = []
        for one in lines:
            figures = (one.opening, one.earned, one.reversed, one.paid, one.closing)
            told = self._words.plain("earnings.yes" if one.ties else "earnings.no")
            numbers = (self._number(minor, one.currency) for minor in figures)
            rows.append(self._row(one.account, one.currency, *map(_Number, numbers), told))
        shares = (0.19, 0.1, 0.12, 0.12, 0.13, 0.12, 0.12, 0.1)
        yield self._table("balances", shares, heads, rows, self._words.say("earnings.balances.note"))

    def _ages(self) -> Iterable[Block]:
        snapshot, words = self._snapshot, self._words
        if not snapshot.ages:
            return
        rows = [
            self._row(
                one.currency, words.named("earnings.age", one.age.value).replace("-", "–"), one.count,
                self._number(one.minor, one.currency), self._base(one.base),
            )
            for one in snapshot.ages
        ]  # fmt: skip
        rows.append(self._total(5, snapshot.open_total, [one.base for one in snapshot.ages]))
        title = words.say("earnings.ages", date=words.long_date(snapshot.made_on))
        heads = ("currency", "age", ">items", ">amount", ">base")
        yield self._table("ages", (0.16, 0.3, 0.16, 0.19, 0.19), heads, rows, title=title)

    def _rates(self) -> Iterable[Block]:
        snapshot, words = self._snapshot, self._words
        by_currency: dict[str, list[RateLine]] = {}
        for rate in snapshot.rates:
            by_currency.setdefault(rate.currency, []).append(rate)
        rows = []
        for currency, rates in sorted(by_currency.items()):
            values = [Decimal(rate.rate) for rate in rates]
            own = sum(rate.own for rate in rates)
            ends = (min(values), max(values))
            rows.append(
                self._row(
                    currency, len(rates), *(words.short_date(day) for day in (rates[0].day, rates[-1].day)),
                    *(_Number(self._rate(value)) for value in ends), own or _Number(words.plain("earnings.none")),
                )
            )  # fmt: skip
        if rows:
            heads = ("currency", ">days", "first", "last", ">lowest", ">highest", ">own")
            note = words.say("earnings.rates.note", base=snapshot.base)
            yield self._table("rates", (0.13, 0.1, 0.17, 0.17, 0.15, 0.15, 0.13), heads, rows, note)
        else:
            yield Subheading(words.say("earnings.rates"), f"{ANCHOR}-rates")
        if not rows and not snapshot.lacking:
            yield Text(words.say("earnings.rates.nothing", base=snapshot.base))
        for one in snapshot.lacking:
            ends_of = {"first": words.short_date(one.first)}
            if one.first != one.last:
                ends_of["last"] = words.short_date(one.last)
            key = "earnings.lacking" if one.first != one.last else "earnings.lacking.day"
            yield Text(words.say(key, currency=one.currency, count=str(one.count), **ends_of))

    def _table(
        self,
        name: str,
        shares: tuple[float, ...],
        heads: Sequence[str],
        rows: Sequence[Row],
        note: Rich = (),
        title: Rich = (),
    ) -> Table:
        """Return a table; a head that begins with ">" stands over figures."""
        cells = []
        for head in heads:
            key, style = f"earnings.head.{head.removeprefix('>')}", "head_right" if head[0] == ">" else "head"
            inserts = {"base": self._snapshot.base} if head == ">base" else {}
            cells.append(Cell((Text(self._words.say(key, **inserts), style),)))
        return Table(title or self._words.say(f"earnings.{name}"), shares, Row(tuple(cells)), tuple(rows), note)

    def _row(self, first: str, *values: str | int | _Number) -> Row:
        """Return a row: figures on the right, words on the left, the first one heads it."""
        cells = [Cell((Text(plain(first), "cell_bold"),), heads=True)]
        for value in values:
            text = _Number(self._words.of.number(Decimal(value), 0)) if isinstance(value, int) else value
            block = Line(plain(text), "number") if isinstance(text, _Number) else Text(plain(text), "cell")
            cells.append(Cell((block,)))
        return Row(tuple(cells))

    def _total(self, columns: int, minor: int, parts: Iterable[int | None]) -> Row:
        """Return the last row; without any rate it is no 0."""
        known = [part for part in parts if part is not None]
        total = self._number(minor, self._snapshot.base) if known else self._words.plain("earnings.no_rate")
        head = Cell((Text(plain(self._words.plain("earnings.total"), bold=True), "cell_bold"),), heads=True)
        between = tuple(Cell() for _ in range(columns - 2))
        return Row((head, *between, Cell((Line(plain(total), "number_bold"),))))

    def _number(self, minor: int, currency: str) -> _Number:
        return _Number(self._words.of.number(major(minor, currency), exponent(currency)))

    def _base(self, minor: int | None) -> str | _Number:
        if minor is None:
            return _Number(self._words.plain("earnings.no_rate"))
        return self._number(minor, self._snapshot.base)

    def _rate(self, value: Decimal) -> str:
        """Print a rate in four significant digits at least: 0.9112, 0.006211."""
        digits = max(_RATE_DIGITS, _RATE_DIGITS - 1 - value.adjusted())
        return self._words.of.number(round(value, digits), digits)

    def _month(self, month: str) -> str:
        return f"{self._words.of.months[int(month[5:7]) - 1]} {month[:4]}"


class _Number(str):
    """A printed figure, which stands on the right of its column."""

    __slots__ = ()
