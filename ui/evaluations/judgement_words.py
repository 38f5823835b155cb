"""What is said about the judgements of a level: how many there are, how many are needed, how consistent they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from consultant_desk.domain.evaluation.judging import (
    judged_pairs,
    judgement,
    pair_count,
    ratio_of,
    ratio_text,
    step_for,
    still_needed,
    turned,
    verbal,
)
from consultant_desk.domain.evaluation.problem import Completion, PairwiseWeights
from consultant_desk.domain.evaluation.result import Consistency
from ui.figures import number_text

TABLES = {"saaty": "Saaty"}
COMPLETION_WORDS = {
    Completion.HARKER.value: "as Harker does",
    Completion.LEAST_SQUARES.value: "by least squares",
}


@dataclass(frozen=True, slots=True)
class Worst:
    """The judgement that hurts consistency most; `suggested` is the step that would fit."""

    pair: tuple[str, str]
    suggested: int
    words: str


def progress_words(answers: PairwiseWeights) -> str:
    """Return "12 of 36 judged", and how many more are needed until weights follow."""
    whole = pair_count(answers)
    if not whole:
        return "One thing alone needs no judgement."
    needed = still_needed(answers)
    count = f"{len(judged_pairs(answers))} of {whole} judged"
    if needed:
        return f"{count}; {needed} more {'is' if needed == 1 else 'are'} needed for weights."
    fewest = len(answers.ids) - 1
    return count if whole == fewest else f"{count}; {fewest} are enough, more make them surer."


def consistency_words(found: Consistency) -> str:
    """Return the ratio with its limit and the table of random indices it is taken against."""
    table = TABLES.get(found.random_index, found.random_index)
    ratio, limit = number_text(found.ratio, 3), number_text(found.threshold, 2)
    verdict = "consistent enough" if found.ratio <= found.threshold else "too much"
    return f"Consistency ratio {ratio}, at most {limit} ({table}): {verdict}"


def worst_of(answers: PairwiseWeights, found: Consistency, name_of: Callable[[str], str]) -> Worst | None:
    """Return the judgement that hurts most where another step of the scale would mend it; None where none would."""
    if found.worst is None or found.suggested is None or found.ratio <= 0:
        return None
    one, other = found.worst
    now = judgement(answers, one, other)
    suggested = step_for(found.suggested)
    if now is None or step_for(ratio_of(now)) == suggested:
        return None
    if ratio_of(now) < 1:
        one, other, now, suggested = other, one, turned(now), -suggested
    fit = judged_words(name_of(one), name_of(other), ratio_text(suggested))
    words = f"Hurts consistency most: {name_of(one)} over {name_of(other)}, {_shown(now)}. Would fit: {fit}."
    return Worst((one, other), suggested, words)


def judged_words(left: str, right: str, text: str | None) -> str:
    """Return one judgement as words for a list."""
    if text is None:
        return "not judged"
    step = step_for(ratio_of(text))
    if step == 0:
        return f"1, {verbal(0)}"
    return f"{_shown(text if step > 0 else turned(text))} for {left if step > 0 else right}"


def _shown(text: str) -> str:
    return number_text(ratio_of(text), 2)
