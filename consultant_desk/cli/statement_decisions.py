"""What `--decide ROW=CHOICE` says, held against the lines that ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from consultant_desk.domain.earnings.plan import CHOICES, TAKEABLE, Choice, Decision, PlanItem, Question, StatementPlan
from consultant_desk.errors import Fault, UserError

_KEPT = "Nothing was imported."
_WORDS = frozenset(one.value for one in Choice)
_WRITTEN = "ROW=CHOICE, the line of the file and one of " + ", ".join(
    f"{one}:ID" if one is Choice.CLIENT else one.value for one in Choice
)


def choices_of(item: PlanItem) -> tuple[Choice, ...]:
    """Return what can be decided about a line; nothing for one that asks nothing."""
    if item.question is None:
        return ()
    takes = item.question is Question.TROUBLE and item.line.trouble in TAKEABLE
    return (Choice.TAKE, *CHOICES[item.question]) if takes else CHOICES[item.question]


def decisions_from(texts: Iterable[str], client_of: Callable[[str], str]) -> dict[int, Decision]:
    """Return the decision by line; `client_of` finds a client. `UserError` with a fault for each text that is none."""
    found: dict[int, Decision] = {}
    faults: list[Fault] = []
    for text in texts:
        row, _, said = (part.strip() for part in text.partition("="))
        word, _, client = said.partition(":")
        if not row.isdecimal() or word not in _WORDS or (client and word != Choice.CLIENT):
            faults.append(Fault(f"--decide “{text[:60]}”", "is no decision", _WRITTEN))
        elif int(row) in found:
            faults.append(Fault(f"--decide “{text[:60]}”", f"decides about line {row} a second time", "one decision"))
        else:
            try:
                found[int(row)] = Decision(Choice(word), client_of(client) if client else "")
            except UserError as error:
                faults.append(Fault(f"--decide “{text[:60]}”", error.happened.rstrip("."), "a client there is"))
    _refuse(faults)
    return found


def checked(decisions: Mapping[int, Decision], plan: StatementPlan) -> list[int]:
    """Return the lines that are decided about and ask nothing; `UserError` for what a line cannot be decided as."""
    items = {item.line.line: item for item in plan.items if item.line.line in decisions}
    faults: list[Fault] = []
    for line, decision in decisions.items():
        if line not in items:
            faults.append(Fault(f"--decide {line}", "names a line that is not in the file", "a line with figures"))
        elif (choices := choices_of(items[line])) and decision.choice not in choices:
            listed = ", ".join(choices)
            faults.append(Fault(f"--decide {line}", f"“{decision.choice}” does not answer what it asks", listed))
    _refuse(faults)
    return [line for line, item in items.items() if item.question is None]


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise UserError(f"{faults[0].where} {faults[0].what}.", _KEPT, faults=tuple(faults))
