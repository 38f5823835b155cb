"""The glossary: the words of the method that the printed sections use, each in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from consultant_desk.domain.report_options import Section
from reports.blocks import Block, Cell, Row, Table, Text
from reports.composer import Composer

_ANY = frozenset(Section)
_TERMS: Mapping[str, frozenset[Section]] = {
    "score": _ANY,
    "value": frozenset({Section.MATRIX, Section.METHOD, Section.FINALISTS}),
    "weight": _ANY,
    "must": frozenset({Section.NEEDS, Section.REQUIREMENTS, Section.RANKING, Section.METHOD}),
    "range": frozenset({Section.SUMMARY, Section.RANKING}),
    "coverage": frozenset({Section.RANKING, Section.FINALISTS}),
    "draws": frozenset({Section.SUMMARY, Section.STABILITY, Section.METHOD}),
    "interval": frozenset({Section.STABILITY}),
    "frontier": frozenset({Section.VALUE}),
    "present": frozenset({Section.VALUE}),
    "baseline": _ANY,
    "grade": frozenset({Section.EVIDENCE}),
    "lock": frozenset({Section.DISCLOSURE}),
}


def compose(composer: Composer) -> list[Block]:
    """Compose the section with the terms that the chosen sections use."""
    chosen = set(composer.sections)
    terms = [term for term, used in _TERMS.items() if used & chosen and _applies(composer, term)]
    rows = tuple(
        Row(
            (
                Cell((Text(composer.say(f"term.{term}"), "cell_bold"),), heads=True),
                Cell((Text(composer.say(f"term.{term}.means"), "cell"),)),
            )
        )
        for term in terms
    )
    story = composer.heading(Section.GLOSSARY, composer.say("glossary.heading"))
    return [*story, Table((), (0.24, 0.76), composer.header("glossary.head", "term", "means"), rows)]


def _applies(composer: Composer, term: str) -> bool:
    facts = composer.facts
    match term:
        case "baseline":
            return any(candidate.baseline for candidate in facts.candidates.values())
        case "frontier" | "present":
            return facts.result.value_for_money is not None
        case "lock":
            return composer.snapshot.lock is not None
        case "range" | "coverage":
            return facts.unknown_count > 0
        case _:
            return True
