"""Reading a whole statement by one profile."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.statement import Statement, Trouble
from consultant_desk.domain.earnings.statement_lines import LineBlock, Lines
from consultant_desk.domain.earnings.verdict import Verdict
from consultant_desk.domain.money import major
from consultant_desk.domain.table import Table
from consultant_desk.imports.statements.cut import unended
from consultant_desk.imports.statements.dates import day_in
from consultant_desk.imports.statements.headers import HeaderRow
from consultant_desk.imports.statements.lines import LineMaker
from consultant_desk.imports.statements.money import Expected
from consultant_desk.imports.statements.opening import never, open_statement
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.recognise import HeaderRows, Match, unknown_columns
from consultant_desk.imports.statements.source import Cancelled, Source, StatementCancelled, Told

TOTAL = "total"
"""The reason by which profiles leave out a line with a total."""
_STATED = re.compile(r"\b(?:currency|währung|devise|moneda|valuta)\b[\s:=;,|\"(]*([A-Z]{3})\b", re.IGNORECASE)


def _unheard(_done: int, _total: int) -> None:
    """Take no note of how far it is."""


def _untaken(_block: LineBlock) -> None:
    """Leave the lines to the statement."""


def read_statement(
    data: bytes,
    name: str,
    profile: Profile,
    *,
    progress: Told = _unheard,
    cancelled: Cancelled = never,
    table: Table | None = None,
    account: str = "",
    currency: str = "",
    taken: Callable[[LineBlock], None] = _untaken,
) -> Statement:
    """Return a file as a statement, every row of it.

    `table` is what the worker process read from a workbook. `account` is the account the file should be of; lines of
    another are held. `currency` stands in where neither the file nor the profile says one. `taken` is given the blocks
    of lines in their order, each as soon as nothing will change in it. `UserError` for a file that cannot be read as a
    whole, or whose columns are not the profile's; `StatementCancelled`.
    """
    source = open_statement(data, name, table=table, encoding=profile.layout.encoding, cancelled=cancelled)
    found = HeaderRows(source).match(profile)
    if found is None:
        raise unknown_columns(source, profile)
    title = [" ".join(cells) for _, cells in found.head.rows[: found.header]]
    declared = source.declared or _declared(title)
    expected = Expected(currency, declared, account, spreadsheet=source.spreadsheet)
    maker = LineMaker(profile, expected)
    lines, given = Lines(), 0
    for lines in _grown(source, profile, found, maker, progress, cancelled):
        # Of the last line it shows at the end of the file whether it is whole.
        while not maker.ties and given < len(lines.blocks) - 1:
            taken(lines.blocks[given])
            given += 1
    maker.tie(lines)
    if lines and not lines[-1].ignored and (cut := source.cut or unended(source, profile, found)):
        block, last = lines.find(len(lines) - 1)
        block.hold(last, Trouble.CUT_OFF, cut)
    for block in lines.blocks[given:]:
        taken(block)
    return _statement(source, profile, found, lines, _end_of(profile, source, title))


def _grown(
    source: Source, profile: Profile, found: Match, maker: LineMaker, progress: Told, cancelled: Cancelled
) -> Iterator[Lines]:
    """Yield the lines read so far, each time there are more of them."""
    lines = Lines()
    headers, bound = tuple(found.head.rows[found.header][1]), found.bound
    read = maker.reader(bound, len(headers))
    total = max(1, source.total)
    for batch in source.batches(found.head, found.header, profile.marks.decimal, profile.layout.json_rows):
        if cancelled():
            raise StatementCancelled
        if len(batch.headers) > len(headers):  # an object of JSON had a field that none before it had
            headers = tuple(batch.headers)
            read = maker.reader(HeaderRow(headers).bind(profile), len(headers))
        lines.add(read(batch.numbers, batch.rows))
        progress(min(len(lines), total), total)
        yield lines
    progress(total, total)


def _statement(source: Source, profile: Profile, found: Match, lines: Lines, declared_to: str) -> Statement:
    headers = HeaderRow(found.head.rows[found.header][1])
    days = set[str]().union(*map(_days, lines.blocks)) - {""}
    accounts = Counter(chain.from_iterable(block.account for block in lines.blocks if any(block.account)))
    del accounts[""]
    warnings = [*source.warnings, *_untrue_total(lines)]
    if len(accounts) > 1:
        warnings.append(f"The file holds lines of {len(accounts)} accounts: {', '.join(sorted(accounts)[:5])}.")
    used = {column for _, column in profile.used_columns()} & {*found.bound.places}
    if twice := [name for name in headers.repeated if name in used]:
        warnings.append(f"The column “{twice[0]}” stands there twice; the first one is read.")
    return Statement(
        profile=profile.key,
        lines=lines,
        account=accounts.most_common(1)[0][0] if accounts else "",
        period_from=min(days, default=""),
        period_to=max(days, default=""),
        declared_to=declared_to,
        headers=headers.names,
        known=len(found.bound.places),
        header_status=profile.header_status.value,
        warnings=tuple(warnings),
    )


def _days(block: LineBlock) -> set[str]:
    """Return the days of the lines that are not left out."""
    if not any(said.ignored for said in block.distinct):
        return set(block.date)
    return {day for day, said in zip(block.date, block.verdicts, strict=True) if not said.ignored}


def _untrue_total(lines: Lines) -> Iterator[str]:
    """Tell if the one total of a file, in its last line, is not what the lines above add up to."""
    totals = sum(said.ignored == TOTAL for block in lines.blocks for said in _left_out(block))
    if totals != 1 or lines[-1].ignored != TOTAL or not (total := lines[-1]).currency:
        return
    above = [line for line in lines[:-1] if not line.ignored]
    if any(line.currency != total.currency or line.trouble is not None for line in above):
        return
    if (added := sum(line.amount_minor for line in above)) != total.amount_minor:
        stated, found = (f"{major(minor, total.currency)} {total.currency}" for minor in (total.amount_minor, added))
        yield f"The file states a total of {stated}, but its lines add up to {found}."


def _left_out(block: LineBlock) -> Sequence[Verdict]:
    return block.verdicts if any(said.ignored for said in block.distinct) else ()


def _end_of(profile: Profile, source: Source, title: list[str]) -> str:
    form = profile.layout.period_to
    return source.period_to or (max((day_in(line, form, ("en",)) for line in title), default="") if form else "")


def _declared(title: list[str]) -> str:
    """Return the currency that the lines above the headers state for the whole file."""
    stated = {code for line in title for code in _STATED.findall(line) if code.isupper() and is_currency(code)}
    return stated.pop() if len(stated) == 1 else ""
