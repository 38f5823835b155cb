"""The words of the workbench: raw values with their unit, short names, bands in words. Nothing here knows widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    EvidenceState,
    Levels,
    Linear,
    MustHave,
    MustOp,
    Piecewise,
)
from consultant_desk.domain.evaluation.result import Verdict, WeightRange
from consultant_desk.domain.evaluation.units import range_with_unit, with_unit, without_sign
from consultant_desk.domain.evaluation.verdict import CLEAR_SHARE, share_shown
from consultant_desk.errors import UserError
from ui.entry import formats
from ui.figures import number_text, percent_text, shown_text

DASH = "\u2013"
AS_BEFORE = "As before"
ARTICLES = ("the", "a", "an")
NOTHING_BESIDE = "There is no other product that can win, so there is nothing to compare it with."
MUST_SIGNS: Mapping[MustOp, str] = {MustOp.AT_LEAST: "≥", MustOp.AT_MOST: "≤", MustOp.EQUAL: "="}
EVIDENCE_WORDS: Mapping[EvidenceState, str] = {
    EvidenceState.NONE: "none",
    EvidenceState.CLAIMED: "claim",
    EvidenceState.SEEN: "seen",
    EvidenceState.TESTED: "tested",
    EvidenceState.REFERENCE: "reference",
}


def parse_number(text: str) -> float | None:
    """Return the number a person typed or pasted, None when there is none."""
    try:
        return typed_number(text)
    except UserError:
        return None


def typed_number(text: str) -> float:
    """Return the number a person typed or pasted, a currency sign around it dropped; `UserError` when it is none."""
    return float(formats().parse_number(without_sign(text)))


def raw_text(criterion: Criterion, value: float | str | None) -> str:
    """Return a raw value or level with the unit of its criterion; a dash for None."""
    if value is None:
        return DASH
    if isinstance(value, str):
        return value
    return with_unit(number_text(value), criterion.unit, value)


def ends_of(criterion: Criterion) -> tuple[str, str]:
    """Return the worst and the best end of the scale in words."""
    function = criterion.value
    if isinstance(function, Linear | Piecewise):
        return raw_text(criterion, function.worst), raw_text(criterion, function.best)
    if isinstance(function, Levels) and function.levels:
        ordered = sorted(function.levels, key=lambda level: level[1])
        return ordered[0][0], ordered[-1][0]
    return "0", "100"


def anchor_text(criterion: Criterion, key: str) -> str:
    """Return what a score means so that it can stand alone: "As before" becomes what stands before it."""
    before = ""
    for raw, words in criterion.anchors:
        before = before.rstrip(".") + words[len(AS_BEFORE) :] if before and words.startswith(AS_BEFORE) else words
        if raw == key:
            return before
    return ""


def must_text(criterion: Criterion, must: MustHave | None) -> str:
    """Return the must-have rule in short, or a dash."""
    if must is None:
        return DASH
    return f"{MUST_SIGNS[must.op]} {must.level if must.level is not None else raw_text(criterion, must.value)}"


def client_beside(title: str, client: str) -> str:
    """Return whom an evaluation is for as it stands beside its title; nothing where the title says so itself."""
    named = " ".join(title.split()).casefold().endswith(client.casefold())
    return "" if not client or named else f"for {client}"


def cell_text(criterion: Criterion, cell: Cell | None) -> str:
    """Return what a score says: the value, the two ends, or "unknown"."""
    if cell is None or cell.unknown:
        return "unknown"
    if cell.value is not None:
        return raw_text(criterion, cell.value)
    low, high = cell.low, cell.high
    if isinstance(low, int | float) and isinstance(high, int | float):
        return range_text(criterion, *sorted((low, high)))
    return f" {DASH} ".join(raw_text(criterion, end) for end in (low, high) if end is not None)


def whole_cell_text(criterion: Criterion, cell: Cell | None) -> str:
    """Return what a score says with the ends given beside a value: "26 months (0–26)"."""
    words = cell_text(criterion, cell)
    if cell is None or cell.value is None or cell.unknown:
        return words
    low, high = (cell.value if end is None else end for end in (cell.low, cell.high))
    if low == high:
        return words
    if isinstance(low, int | float) and isinstance(high, int | float):
        return f"{words} ({range_text(replace(criterion, unit=''), *sorted((low, high)))})"
    return f"{words} ({low} {DASH} {high})"


def range_text(criterion: Criterion, low: float, high: float) -> str:
    """Return two ends with their unit once: "1–12 months", "€10–20"."""
    return range_with_unit(number_text(low), number_text(high), criterion.unit)


def short_names(candidates: Iterable[Candidate]) -> dict[str, str]:
    """Map each candidate id to the fewest leading words that tell it apart; the baseline keeps its whole name."""
    return dict(_short_names(tuple((item.id, item.name, item.baseline) for item in candidates)))


@lru_cache(maxsize=8)
def _short_names(items: tuple[tuple[str, str, bool], ...]) -> tuple[tuple[str, str], ...]:
    names = [name for _, name, _ in items]
    return tuple((key, name if baseline else _leading_words(name, names)) for key, name, baseline in items)


def _leading_words(name: str, names: list[str]) -> str:
    words = name.split()
    for count in range(1, len(words)):
        lead = " ".join(words[:count])
        if lead.casefold() in ARTICLES:
            continue
        if sum(1 for other in names if other == lead or other.startswith(lead + " ")) == 1:
            return lead
    return name


def band_labels(band: WeightRange, names: Mapping[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the labels below the two ends of a band in words and figure: ("Contoso below", "18.5"), or empty."""
    below, above = band.below, band.above
    return (
        (f"{names[below.rival]} below", percent_text(below.bound)) if below else ("", ""),
        (f"{names[above.rival]} above", percent_text(above.bound)) if above else ("", ""),
    )


def unbound_words(verdict: Verdict, names: Mapping[str, str]) -> str:
    """Return the label of a band without an end."""
    if verdict.tie and verdict.winner is not None:
        return f"nobody ahead of {names[verdict.winner]} at any weight"
    return "any weight keeps the winner"


def band_sentence(verdict: Verdict, band: WeightRange | None, names: Mapping[str, str]) -> str:
    """Return the band of one weight in words, with who leads beyond its ends; nothing where there is no band."""
    if verdict.winner is None or band is None:
        return ""
    name, now = names[verdict.winner], percent_text(band.weight)
    if band.winner is None:
        place = "shares the first place" if verdict.tie else "leads"
        return f"{name} {place}; this criterion carries the whole weight, so there is nothing to compare it with."
    kept = f"Nobody is ahead of {name}" if verdict.tie else f"{name} stays first"
    if band.below is None and band.above is None:
        return f"{kept} whatever this weight is (now {now})."
    low, high = band.winner
    parts = [f"{kept} from {percent_text(low)} to {percent_text(high)} % (now {now})."]
    if band.below is not None:
        parts.append(f"Below that, {names[band.below.rival]} leads.")
    if band.above is not None:
        parts.append(f"Above that, {names[band.above.rival]} leads.")
    return " ".join(parts)


def lead_words(verdict: Verdict) -> str:
    """Return "Lead 1.5 points. First in 71 % of draws; a clear winner needs 75 %.", as far as the figures are there."""
    if verdict.winner is not None and verdict.runner_up is None:
        return NOTHING_BESIDE
    if verdict.tie:
        return "They have equal points."
    parts = []
    if verdict.lead is not None:
        parts.append(f"Lead {shown_text(verdict.lead)} points.")
    if verdict.share is not None:
        share = shown_text(share_shown(verdict.share))
        parts.append(f"First in {share} % of draws; a clear winner needs {number_text(CLEAR_SHARE * 100.0, 0)} %.")
    return " ".join(parts)
