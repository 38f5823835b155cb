"""What the import of a statement says: questions, choices, the source, what applying does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from consultant_desk.domain.earnings.plan import Choice, Question
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.statements import PlanRow, PlanSheet, StatementSource
from ui.earnings.words import STATUS_WORDS, count_words, figure, money_words, short_day, signed
from ui.entry import date_text, formats
from ui.widgets.text import Span

CHOICE_WORDS: Mapping[Choice, str] = {
    Choice.TAKE: "Take it all the same",
    Choice.KEEP: "Keep what you hold",
    Choice.LEAVE: "Leave out",
    Choice.PENDING: "Pending",
    Choice.APPROVED: "Approved",
    Choice.PAID: "Paid",
    Choice.REVERSED: "Reversed",
    Choice.CLIENT: "Choose a client",
    Choice.NO_CLIENT: "No client",
}


def choice_words(row: PlanRow, choice: Choice, client: str = "") -> str:
    """Return what a choice reads as for a row; `client` is the one that would be taken."""
    if row.question is Question.AMOUNT_DIFFERS and row.amount is not None and row.held is not None:
        if choice is Choice.TAKE:
            change = signed(row.amount.minor - row.held.minor, row.amount.currency)
            return f"Take {_plain(row.amount)}, amend by {change}"
        if choice is Choice.KEEP:
            return f"Keep {_plain(row.held)} and dispute"
    if row.question is Question.SAME_ID_TWICE:
        return {Choice.TAKE: "Take this line", Choice.KEEP: "Keep the other line"}.get(choice, CHOICE_WORDS[choice])
    if choice is Choice.CLIENT:
        return client or CHOICE_WORDS[choice]
    return CHOICE_WORDS[choice]


def question_spans(row: PlanRow, currency: str = "") -> tuple[Span, ...]:
    """Return the question of a row, with its figures in bold; amounts of another `currency` name their own."""

    def figured(money: Money) -> Span:
        text = figure(money.minor, money.currency) if money.currency == currency else money_words(money)
        return Span(text, bold=True)

    amount = figured(row.amount) if row.amount is not None else Span("no amount")
    state = f" {STATUS_WORDS[row.after][0].lower()}" if row.after is not None else ""
    match row.question:
        case Question.AMOUNT_DIFFERS if row.held is not None:
            return (
                Span("Amount differs: you hold "),
                figured(row.held),
                Span(", the statement says "),
                amount,
            )
        case Question.UNKNOWN_REF:
            near = f". Nearest link: {row.near}" if row.near else ""
            if row.near.casefold() == row.who.casefold():
                near = ". Another account has a link of that name"
            return (Span("Unknown sub-ID, "), amount, Span(f"{state}{near}{_alike(row)}"))
        case Question.UNKNOWN_STATUS:
            return (Span(f"Unknown status{_quoted(row.word)}, "), amount, Span(_alike(row)))
        case Question.SAME_ID_TWICE:
            return (Span("The same number twice, "), amount, Span(f": {row.why}" if row.why else ""))
        case _:
            return (Span(f"{row.why[:1].upper()}{row.why[1:]}" or "This line cannot be read"),)


def source_lines(source: StatementSource, today: date) -> tuple[str, ...]:
    """Return rows, period and whether the file was imported before; then shorter ones, for a small window."""
    rows = count_words(source.rows, "row", "rows")
    imported = f"imported on {short_day(source.imported_on, today.year)}" if source.imported_on else ""
    before = imported or "not imported before"
    shorter = (f"{rows} · {before}", before)
    if not (source.period_from and source.period_to):
        return shorter
    first = short_day(source.period_from, int(source.period_to[:4]))
    return (f"{rows} · {first} to {date_text(source.period_to)} · {before}", *shorter)


def columns_line(source: StatementSource) -> str:
    """Return how many columns are known, where the file has any, and what is noted of the source."""
    columns = f"{source.columns} of {count_words(source.of_columns, 'column', 'columns')}"
    return ", ".join((*((columns,) if source.of_columns else ()), *source.notes))


def apply_words(sheet: PlanSheet | None) -> str:
    """Return what the button does."""
    if sheet is None:
        return "Apply"
    if sheet.to_apply:
        return f"Apply {count_words(sheet.to_apply, 'change', 'changes')}"
    if sheet.decided:
        return f"Keep {count_words(sheet.decided, 'decision', 'decisions')}"
    return "Keep it to decide later" if sheet.can_apply else "Nothing to apply"


def applied_words(sheet: PlanSheet, name: str) -> str:
    """Return what was done, once it is."""
    if sheet.to_apply:
        return f"Imported {count_words(sheet.to_apply, 'change', 'changes')} from {name}"
    if sheet.decided:
        return f"{count_words(sheet.decided, 'decision', 'decisions')} about {name} kept"
    return f"{name} waits for your decisions"


def undecided_words(count: int) -> str:
    """Return what becomes of rows that are not decided."""
    if not count:
        return ""
    rows = "The undecided row" if count == 1 else f"The {formats().number(count)} undecided rows"
    return f"{rows} will stay in Needs decision."


def _alike(row: PlanRow) -> str:
    """Say that a choice is one for several lines."""
    return f". Also for {count_words(row.alike, 'other line', 'other lines')}" if row.alike else ""


def _plain(money: Money | None) -> str:
    return figure(money.minor, money.currency) if money is not None else ""


def _quoted(text: str) -> str:
    return f" “{text[:60]}”" if text else ""
