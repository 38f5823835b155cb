"""One row of a statement to one line in the program's own terms.

Compiled for a profile and the headers of a file, because a hundred thousand rows pass through here. A row is read
whatever is wrong with it: it is kept with the first trouble found and counts nothing until a person has decided.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from consultant_desk.domain.earnings.statement import StatementLine, Trouble
from consultant_desk.domain.earnings.states import ReversalShape
from consultant_desk.imports.statements.cells import CellReader, Texts
from consultant_desk.imports.statements.dates import ISO, DateRules, Day, day_reader, moment_reader
from consultant_desk.imports.statements.headers import Bound
from consultant_desk.imports.statements.keys import KeyMaker, Links
from consultant_desk.imports.statements.money import Expected, amounts_reader
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.rules import judge_of

LineReader = Callable[[int, list[str]], StatementLine]
_NO_DAY = Day("", "")


class LineMaker:
    """Makes the lines of one file; what has to be remembered from line to line is remembered here."""

    def __init__(self, profile: Profile, expected: Expected) -> None:
        self._profile, self._expected = profile, expected
        self._texts, self._keys, self._links = Texts(), KeyMaker(profile), Links(profile)
        rules = _date_rules(profile.dates, spreadsheet=expected.spreadsheet)
        self._day_of, self._moment_of = day_reader(rules), moment_reader(rules)

    def tie(self, lines: list[StatementLine]) -> None:
        """Name originals and other halves, once all lines are made."""
        self._links.tie(lines)

    def reader(self, bound: Bound, width: int) -> LineReader:
        """Return the function from the number and the cells of a row to its line."""
        profile, texts, keys, links = self._profile, self._texts, self._keys, self._links
        keys.bind(bound.places)
        cells_of = CellReader(profile, bound, width)
        amounts_of = amounts_reader(profile, bound, cells_of, self._expected)
        judge, day_of, moment_of = judge_of(profile, bound.places), self._day_of, self._moment_of
        own_account = self._expected.account
        is_delta = profile.reversal is ReversalShape.DELTA
        at_date, at_amount, at_changed, at_account, at_program, at_ref = (
            cells_of.place(name) for name in ("date", "amount", "change_at", "account", "program", "ref")
        )
        at_payment, at_product, at_customer, at_order, at_reason, at_reverses = (
            cells_of.place(name) for name in ("payment_id", "product", "customer", "order_ref", "reason", "reverses")
        )

        def read(number: int, row: list[str]) -> StatementLine:
            cells, trouble, detail = cells_of(row)
            currency, amount, sale, sale_currency, old, explained, fee, tax, net, wrong, what = amounts_of(cells)
            if trouble is None:
                trouble, detail = wrong, what
            if (day := day_of(cells[at_date])) is None:
                day = _NO_DAY
                if trouble is None:
                    trouble, detail = Trouble.NOT_A_DATE, cells[at_date].strip()
            said = judge(cells, amount)
            if changed := cells[said.changed].strip() or cells[at_changed].strip():
                moment = moment_of(changed)
                if moment is None and trouble is None:
                    trouble, detail = Trouble.NOT_A_DATE, changed
                changed = moment or ""
            account = texts[cells[at_account]]
            if own_account and account and account != own_account and trouble is None:
                trouble, detail = Trouble.OTHER_ACCOUNT, account
            if said.ignored:
                trouble, detail = None, ""
            elif trouble is None and said.trouble is not None:
                trouble, detail = said.trouble, said.raw_status
            counts = trouble is None and not said.ignored
            program, ref, product = texts[cells[at_program]], texts[cells[at_ref]], texts[cells[at_product]]
            customer, order = texts[cells[at_customer]], texts[cells[at_order]]
            # An amount that could not be read tells lines apart by its text.
            sum_of = cells[at_amount].strip() if wrong is not None and not amount else amount
            external_id, nth = keys(cells, (day.local, program, sum_of, sale, currency, ref, product, customer, order))
            made = StatementLine._make(
                (
                    number, said.role, external_id, day.local, day.utc, program, amount, currency, said.approval,
                    said.payment, said.raw_status, said.kind, amount if counts and said.counts else 0, ref, sale,
                    sale_currency, texts[cells[at_payment]], product, customer, order, texts[cells[at_reason]],
                    texts[cells[at_reverses]], changed, nth, said.shape, is_delta, explained, old, said.recurring,
                    said.forecast, fee, tax, net, net if counts and said.moves_cash else 0, "", said.label, account,
                    said.ignored, trouble, detail,
                )
            )  # fmt: skip
            if links.wanted:
                links.hear(made, cells, bound.places)
            return made

        return read


def _date_rules(rules: DateRules, *, spreadsheet: bool) -> DateRules:
    """Return the rules with the form in which dates come out of a spreadsheet, whatever they look like in it."""
    return replace(rules, formats=(*rules.formats, ISO)) if spreadsheet and ISO not in rules.formats else rules
