"""The words for sentences of a report: which section one belongs to, and what it is called for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consultant_desk.domain.report_options import Section

HEADING = "heading"
STARTS = 6
"""Words of a sentence that stand for its name where its key is not known."""

_SUMMARIES = (Section.SUMMARY, Section.MEMO, Section.COMPARISON)
_PLACES: Mapping[str, tuple[Section, ...]] = {
    "lead": _SUMMARIES,
    "reason": _SUMMARIES,
    "risk": (*_SUMMARIES, Section.RISKS),
    "change": (*_SUMMARIES, Section.STABILITY),
    "agreement": (Section.STABILITY,),
    "finalists": (Section.FINALISTS,),
}
_NAMES: Mapping[str, str] = {
    "heading": "Heading",
    "lead": "Opening sentence",
    "risk/musts": "Risk: must-haves not known",
    "risk/coverage": "Risk: scores not known",
    "risk/unproven": "Risk: scores without a test",
    "risk/expired": "Risk: evidence that expired",
    "risk/people": "Risk: people who see it differently",
    "change/nobody": "What would change it",
    "change/single": "What would change it: another product",
    "change/tie": "What would change it: what decides the tie",
    "change/musts": "What would change it: must-haves not known",
    "change/nothing": "What would change it: nothing",
    "agreement/people": "Agreement of people",
    "agreement/methods": "Agreement of methods",
}
_NAMES_ABOUT: Mapping[tuple[str, ...], str] = {
    ("reason",): "Reason: {criterion}",
    ("change", "weight"): "What would change it: weight of {criterion}",
    ("finalists", "best"): "{candidate}, best of all: {criterion}",
    ("finalists", "worse"): "{candidate}, weaker: {criterion}",
}
"""By the beginning of a key, whose rest are the keys of a candidate, a criterion, or both in this order."""


@dataclass(frozen=True, slots=True)
class Names:
    """What candidates and criteria are called, by key."""

    candidates: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)


def section_of(key: str, printed: Sequence[Section]) -> Section | None:
    """Return the printed section a sentence belongs to, None where none of its places is printed."""
    first, _slash, rest = key.partition("/")
    if first == HEADING:
        return next((section for section in printed if section.value == rest), None)
    return next((section for section in _PLACES.get(first, ()) if section in printed), None)


def sentence_name(key: str, sentence: str, names: Names) -> str:
    """Return what a sentence is called, its first words where that is not known."""
    parts = key.split("/")
    fixed = _NAMES.get(key) or (_NAMES[HEADING] if parts[0] == HEADING else "")
    if fixed:
        return fixed
    for begin, words in _NAMES_ABOUT.items():
        if tuple(parts[: len(begin)]) != begin or len(parts) != len(begin) + words.count("{"):
            continue
        candidate, criterion = names.candidates.get(parts[-2], ""), names.criteria.get(parts[-1], "")
        if criterion and (candidate or "{candidate}" not in words):
            return words.format(candidate=candidate[:80], criterion=criterion[:80])
    words_of = sentence.split()
    return " ".join(words_of[:STARTS]) + (" …" if len(words_of) > STARTS else "")
