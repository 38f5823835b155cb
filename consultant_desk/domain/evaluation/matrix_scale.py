"""Propose the scale of a criterion that comes with an imported matrix. It is a proposal, and says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from consultant_desk.domain.evaluation.entry import UNKNOWN_WORDS, Entry, ParseNumber, parse_entry
from consultant_desk.domain.evaluation.matrix_names import folded
from consultant_desk.domain.evaluation.problem import Criterion, Direction, DirectValue, Levels, Linear
from consultant_desk.domain.table import ERRORS, TableCell, cell_text
from consultant_desk.errors import UserError

MAX_LEVELS = 12
MAX_LEVEL_NAME = 60
ERRORS_FOLDED = frozenset(sign.casefold() for sign in ERRORS)
LARGEST = 1e14
ROOM = 0.2
"""How far beyond numbers that lie close to each other a scale reaches, as a share of their size."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)

_LESS_IS_BETTER = re.compile(
    r"\b(price|cost|costs|fee|fees|effort|risk|latency|downtime|duration|days|hours to|time to|complaints|errors|"
    r"preis|kosten|aufwand|dauer|prix|coût|coûts|precio|coste|costo)\b",
    re.IGNORECASE,
)
_ORDERS: tuple[tuple[str, ...], ...] = (
    ("no", "partly", "yes"),
    ("no", "partial", "yes"),
    ("no", "add-on", "yes"),
    ("no", "add-on", "built in"),
    ("false", "true"),
    ("none", "partial", "full"),
    ("none", "basic", "good", "excellent"),
    ("low", "medium", "high"),
    ("very poor", "poor", "fair", "good", "very good", "excellent"),
    ("bad", "average", "good"),
    ("nein", "teilweise", "ja"),
    ("non", "partiel", "oui"),
    ("no", "parcial", "sí"),
)
"""Words whose order from worst to best is known."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A criterion as it could be made, and in words what is to be checked about it."""

    criterion: Criterion
    remark: str


def propose(
    key: str,
    name: str,
    unit: str,
    contents: Sequence[TableCell],
    parse: ParseNumber,
    direction: Direction | None = None,
) -> Proposal | None:
    """Return a criterion for these scores: a round range for numbers, levels for words that repeat; None for neither.

    `direction` is what the person chose; without one it is guessed from the name and the words.
    """
    known = [cell for cell in contents if cell_text(cell).casefold() not in UNKNOWN_WORDS | ERRORS_FOLDED]
    texts = [cell_text(cell) for cell in known]
    guess = Direction.MIN if _LESS_IS_BETTER.search(name) else Direction.MAX
    blank = Criterion(key, name, Direction.MAX, DirectValue(), unit=unit)
    read = [_numbers(cell, blank, parse) for cell in known]
    numbers = [number for found in read for number in found]
    readable = sum(1 for found in read if found)
    if numbers and 2 * readable >= len(texts):
        return _ranged(blank, numbers, direction or guess)
    if not texts:
        return None
    levels = _levels(texts)
    if levels is None:
        return None
    if direction is Direction.MIN:  # levels are maximised: what is less is given more
        levels = Levels(tuple((level, 100.0 - value) for level, value in levels.levels))
    shown = ", ".join(f"{level} {value:g}" for level, value in levels.levels)
    return Proposal(Criterion(key, name, Direction.MAX, levels), f"Levels and their values are a proposal: {shown}.")


def nice_range(numbers: Sequence[float]) -> tuple[float, float]:
    """Return round ends (low, high) around numbers: from 0 where they begin near it, wider where they lie close.

    A range no wider than what was seen would turn a difference of one per cent into one of a hundred points.
    """
    least, most = min(numbers), max(numbers)
    if least == most:
        least, most = min(0.0, least), max(0.0, most)
    if least == most:
        return 0.0, 10.0
    size = max(abs(least), abs(most))
    if most - least < size / 2:
        least, most = least - size * ROOM, most + size * ROOM
        least = 0.0 if min(numbers) >= 0 > least else least
    elif least > 0:
        least = 0.0
    step = _step((most - least) / 5)
    low, high = floor(least / step + 1e-9) * step, ceil(most / step - 1e-9) * step
    digits = max(0, 2 - floor(log10(step)))
    low, high = round(low, digits), round(high, digits)
    # The tolerance that spares a whole step for a rounding error must not cut off what was seen.
    return (low if low <= least else low - step) + 0.0, (high if high >= most else high + step) + 0.0


def _step(least: float) -> float:
    size = 10.0 ** floor(log10(least))
    return next(size * step for step in _STEPS if size * step >= least * (1 - 1e-9))


def _ranged(blank: Criterion, numbers: Sequence[float], direction: Direction) -> Proposal | None:
    if max(abs(number) for number in numbers) > LARGEST or 0 < max(numbers) - min(numbers) < 1e-9:
        return None
    low, high = nice_range(numbers)
    scale = Linear(low, high) if direction is Direction.MAX else Linear(high, low)
    better = "more" if direction is Direction.MAX else "less"
    unit = f" {blank.unit}" if blank.unit else ""
    remark = f"The scale is a proposal: {scale.worst:.12g} to {scale.best:.12g}{unit}, {better} is better."
    return Proposal(Criterion(blank.id, blank.name, direction, scale, unit=blank.unit), remark)


def _levels(texts: Sequence[str]) -> Levels | None:
    names: dict[str, str] = {}
    for text in texts:
        names.setdefault(folded(text), text)
    repeated = len(names) < len(texts)
    if len(names) > MAX_LEVELS or (len(names) > 3 and not repeated) or max(map(len, names.values())) > MAX_LEVEL_NAME:
        return None
    if len(names) == 1 and next(iter(names)) in {"no", "none", "false", "nein", "non"}:
        return Levels(((next(iter(names.values())), 0.0), ("yes", 100.0)))
    order = next((words for words in _ORDERS if set(names) <= set(words)), None)
    if order is None:
        steps = max(1, len(names) - 1)
        ends = enumerate(names.values()) if len(names) > 1 else ((1, name) for name in names.values())
        return Levels(tuple((name, round(100.0 * place / steps, 6)) for place, name in ends))
    words = [word for word in order if word in names or word in {order[0], order[-1]}]
    value = {word: round(100.0 * place / (len(order) - 1), 6) for place, word in enumerate(order)}
    return Levels(tuple((names.get(word, word), value[word]) for word in words))


def _numbers(cell: TableCell, blank: Criterion, parse: ParseNumber) -> list[float]:
    if not isinstance(cell, str):
        return [cell]
    entry = _entry(cell_text(cell), blank, parse) if cell_text(cell) else None
    ends = () if entry is None else (entry.value, entry.low, entry.high)
    return [float(raw) for raw in ends if raw is not None]


def _entry(text: str, blank: Criterion, parse: ParseNumber) -> Entry | None:
    try:
        return parse_entry(text, blank, parse)
    except UserError:
        return None
