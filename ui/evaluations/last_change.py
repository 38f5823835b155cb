"""What the last edit was and what it did to the lead, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultant_desk.domain.evaluation.live import LiveView
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.sentences import ended
from ui.evaluations.wording import cell_text, whole_cell_text
from ui.figures import percent_text, shown_text

ARROW = "→"
SHOWN = 0.001
"""Differences of points below this are rounding."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last edit, its effect on the lead, and the scores before it by candidate id."""

    what: str
    effect: str
    scores: Mapping[str, float]


def weight_change(name: str, before: LiveView, after: LiveView, criterion: str, names: Mapping[str, str]) -> LastChange:
    """Describe that the weight of one criterion moved."""
    old, new = percent_text(before.weights[criterion]), percent_text(after.weights[criterion])
    return LastChange(f"{name} {old} {ARROW} {new} %", effect_words(before, after, names), scores_of(before))


def problem_change(
    old: Problem, new: Problem, before: LiveView, after: LiveView, names: Mapping[str, str]
) -> LastChange:
    """Describe how a stored problem differs from the one before it: the one score that changed, else in general."""
    return LastChange(_what_changed(old, new), effect_words(before, after, names), scores_of(before))


def scores_of(result: LiveView) -> dict[str, float]:
    """Return the score of each candidate."""
    return {line.candidate: line.score for line in result.ranking}


def same_ranking(before: LiveView, after: LiveView) -> bool:
    """Tell whether two results show the same figures; stored weights are rounded, so scores may differ by a hair."""
    old, new = scores_of(before), scores_of(after)
    return old.keys() == new.keys() and all(abs(old[key] - new[key]) < SHOWN for key in old)


def effect_words(before: LiveView, after: LiveView, names: Mapping[str, str]) -> str:
    """Return "Lead 2.3 → 1.5. Order unchanged.", or who leads now."""
    order_before = [line.candidate for line in before.ranking if line.rank is not None]
    order_after = [line.candidate for line in after.ranking if line.rank is not None]
    winner = after.verdict.winner
    if after.verdict.tie:
        return ended(after.verdict.sentence)
    if winner is not None and winner != before.verdict.winner:
        lead = after.verdict.lead
        with_lead = "" if lead is None else f" by {shown_text(lead)}"
        return f"{names.get(winner, winner)} now leads{with_lead}."
    parts = []
    if before.verdict.lead is not None and after.verdict.lead is not None:
        was, now = shown_text(before.verdict.lead), shown_text(after.verdict.lead)
        parts.append(f"Lead {was} {ARROW} {now}." if was != now else f"Lead unchanged at {now}.")
    kept = [key for key in order_after if key in order_before]
    if len(kept) > 1:
        same = kept == [key for key in order_before if key in order_after]
        parts.append("Order unchanged." if same else "Order changed below the first.")
    return " ".join(parts)


def _what_changed(old: Problem, new: Problem) -> str:
    if old.criteria == new.criteria and old.candidates == new.candidates:
        before, after = old.cell_index(), new.cell_index()
        differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        if len(differing) == 1:
            candidate, key = differing[0]
            criterion = next((item for item in new.criteria if item.id == key), None)
            name = next((item.name for item in new.candidates if item.id == candidate), candidate)
            if criterion is not None:
                scored = [cells.get(differing[0]) for cells in (before, after)]
                texts = [cell_text(criterion, cell) for cell in scored]
                if texts[0] == texts[1]:
                    texts = [whole_cell_text(criterion, cell) for cell in scored]
                change = f"{texts[0]} {ARROW} {texts[1]}" if texts[0] != texts[1] else texts[1]
                return f"{criterion.name}, {name}: {change}"
        if differing:
            return f"{len(differing)} scores changed"
        if old.weights != new.weights:
            return "Weights changed"
    if len(old.candidates) != len(new.candidates):
        return "Products changed"
    return "Criteria changed" if old.criteria != new.criteria else "Evaluation changed"
