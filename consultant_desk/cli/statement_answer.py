"""What `import statement` answers: the JSON document, the table, the summary and the remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from consultant_desk.cli.output import Column
from consultant_desk.cli.statement_decisions import choices_of
from consultant_desk.domain.earnings.plan import Choice, PlanAction, PlanItem, Question, StatementPlan
from consultant_desk.domain.earnings.statement import LineRole, StatementLine, Trouble, kind_of
from consultant_desk.domain.earnings.statement_lines import asks_as_of
from consultant_desk.domain.earnings.states import Status, status_of
from consultant_desk.domain.money import major

if TYPE_CHECKING:
    from consultant_desk.services.earnings.statements import OpenedStatement

SHOWN = 50
"""Lines of the table; a program reads them all from the JSON."""
ASKED = 20
"""Lines whose question is told one by one."""
TOTAL = "total"
"""Why a profile leaves out the sum below the lines; it is no line itself."""

_NO_FIGURE = frozenset(
    {
        Trouble.NO_CURRENCY, Trouble.UNKNOWN_CURRENCY, Trouble.NOT_A_NUMBER, Trouble.TOO_PRECISE, Trouble.NO_AMOUNT,
        Trouble.NOT_MONEY, Trouble.CUT_OFF,
    }
)  # fmt: skip
"""Troubles that leave no amount: what stands in its place is no 0."""
_ORDER = (PlanAction.NEEDS_DECISION, PlanAction.STATUS_CHANGE, PlanAction.AMENDED, PlanAction.NEW)
_WORDS = {
    PlanAction.NEW: "new",
    PlanAction.STATUS_CHANGE: "changed",
    PlanAction.AMENDED: "amended",
    PlanAction.UNCHANGED: "unchanged",
    PlanAction.NEEDS_DECISION: "to be decided",
    PlanAction.IGNORED: "left out",
}


def answer_of(opened: OpenedStatement, plan: StatementPlan) -> dict[str, Any]:
    """Return the JSON document; its lines are those of the file, in their order, without sums."""
    items = [item for item in plan.items if item.line.ignored != TOTAL]
    return {
        "profile": opened.statement.profile,
        "header_status": opened.statement.header_status,
        "counts": counts_of(plan),
        "rows": [_row(item) for item in items],
        "totals_minor": totals_of(items),
    }


def counts_of(plan: StatementPlan) -> dict[str, int]:
    """Return how many lines each action has, without sums."""
    sums = {PlanAction.IGNORED: plan.items.left_out()[TOTAL]}
    return {action.value: count - sums.get(action, 0) for action, count in plan.counts.items()}


def totals_of(items: Sequence[PlanItem]) -> dict[str, dict[str, int]]:
    """Return what the lines as read amount to, by currency and status."""
    sums: dict[str, dict[str, int]] = {}
    for item in items:
        line = item.line
        if line.ignored or line.role is LineRole.INFO or line.trouble is not None:
            continue
        of_currency = sums.setdefault(line.currency, {status.value: 0 for status in Status})
        of_currency[_status(line)] += line.amount_minor
    return dict(sorted(sums.items()))


def _row(item: PlanItem) -> dict[str, Any]:
    line = item.line
    return {
        "external_id": line.external_id,
        "date": line.date or None,
        "program": line.program,
        "amount_minor": None if line.trouble in _NO_FIGURE else line.amount_minor,
        "currency": line.currency or None,
        "status": None if line.trouble is Trouble.UNKNOWN_STATUS else _status(line),
        "raw_status": line.raw_status,
        "ref": line.ref or None,
        "sale_minor": line.sale_minor,
        "effect_minor": line.effect_minor,
        "payment_id": line.payment_id or None,
        "action": item.action.value,
    }


def _status(line: StatementLine) -> str:
    if line.ignored:
        return "ignored"
    if line.role is LineRole.INFO:
        return "info"
    return status_of(line.approval, line.payment, line.amount_minor, line.kind).value


def columns_of() -> tuple[Column, ...]:
    """Return the columns of the table."""
    return (
        Column("Line", right=True),
        Column("Action"),
        Column("Id", width=24),
        Column("Date"),
        Column("Programme", width=24),
        Column("Amount", right=True),
        Column("Status"),
        Column("Sub-id", width=16),
        Column("Why", width=40),
    )


def lines_of(plan: StatementPlan) -> Iterator[tuple[str, ...]]:
    """Yield the lines that ask or change something, what asks first."""
    shown = chain.from_iterable(map(plan.items.of, _ORDER))
    for item in islice(shown, SHOWN):
        line = item.line
        amount = "" if line.trouble in _NO_FIGURE else f"{major(line.amount_minor, line.currency):f} {line.currency}"
        yield (
            str(line.line),
            _WORDS[item.action],
            line.external_id,
            line.date,
            line.program,
            amount,
            _states(item),
            line.ref,
            _why(item),
        )
    if (more := sum(plan.counts[action] for action in _ORDER) - SHOWN) > 0:
        yield ("", f"… {more} more", *[""] * (len(columns_of()) - 2))


def _states(item: PlanItem) -> str:
    line = item.line
    if line.trouble is Trouble.UNKNOWN_STATUS:
        return "?"
    now = _status(line)
    before = item.before.status(kind_of(line)).value if item.before is not None else now
    return now if before == now else f"{before} → {now}"


def _why(item: PlanItem) -> str:
    line = item.line
    if item.question is Question.AMOUNT_DIFFERS and item.before is not None:
        return f"the ledger has {major(item.before.amount_minor, line.currency):f} {line.currency}"
    if item.question is Question.UNKNOWN_REF and item.near is not None:
        return f"nearly {item.near.sub_id} of {item.near.client}"
    return item.why or line.reason


def summary_of(opened: OpenedStatement, plan: StatementPlan, *, applied: bool) -> str:
    """Return what was done in one sentence."""
    found = counts_of(plan)
    counts = [f"{found[action.value]} {word}" for action, word in _WORDS.items() if found[action.value]]
    done = "Imported" if applied else "Would import"
    return f"{done} into {opened.account_name} by {opened.profile.title}: {', '.join(counts) or 'no lines'}."


def remarks_of(opened: OpenedStatement, plan: StatementPlan, idle: Sequence[int]) -> list[str]:
    """Return what else to know: the file, the day it stands for, lines left out, lines that ask."""
    remarks = list(opened.statement.warnings)
    if opened.statement.header_status == "unverified":
        remarks.append(f"The columns of {opened.profile.title} were not checked on a real export; look at the figures.")
    if opened.profile.header_status == "own" and opened.is_new_account:
        remarks.append(f"The account “{opened.account_name}” is new; --account keeps sources apart.")
    if plan.as_of and asks_as_of(opened.statement.lines):
        remarks.append(
            f"Lines that do not say when they changed stand for {plan.as_of[:10]}; --as-of sets another day."
        )
    if plan.missing:
        remarks.append(f"Open commissions of this period that are not in the statement: {len(plan.missing)}.")
    left, singles = plan.items.left_out(), plan.items.singles.values()
    decided = sum(item.action is PlanAction.IGNORED and item.decision is not None for item in singles)
    left.update({"as it was decided": decided} if decided else {})
    remarks += [f"Left out, {why}: {count}." for why, count in left.most_common()]
    remarks += [f"Line {line} asks nothing; what was decided about it is not needed." for line in idle]
    if any(item.line.trouble is Trouble.NO_CURRENCY for item in plan.undecided):
        remarks.append("Lines name no currency: give the one of the account with --currency.")
    asked = plan.undecided
    remarks += [_asks(item) for item in asked[:ASKED]]
    if len(asked) > ASKED:
        remarks.append(f"{len(asked) - ASKED} more lines need a decision.")
    return remarks


def _asks(item: PlanItem) -> str:
    line, question = item.line, item.question
    about = line.trouble if question is Question.TROUBLE and line.trouble is not None else question
    detail = f"“{line.raw_status}”" if question is Question.UNKNOWN_STATUS else _why(item) or line.detail
    choices = "|".join(f"{one}:ID" if one is Choice.CLIENT else one for one in choices_of(item))
    told = f"line {line.line}: {about}" + (f", {detail}" if detail and detail != about else "")
    return f"{told}; --decide {line.line}={choices}"
