"""Risks: what may go wrong with the recommendation, and what is done about it."""

from __future__ import annotations

from consultant_desk.domain.report_options import Section
from reports.blocks import Block, Cell, Row, Text
from reports.composer import Composer
from reports.rich import plain
from reports.sections.arguments import risks

_ALL = 1_000


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing where no risk is known."""
    found = risks(composer, most=_ALL)
    if not found:
        return []
    answered = sum(bool(one.answer) for one in found)
    key = "risks.heading.answered" if answered == len(found) else "risks.heading"
    figures = {"count": str(len(found)), "answered": str(answered)}
    story = composer.heading(Section.RISKS, composer.words.count(key, len(found), **figures))
    header = composer.header("risks.head", "risk", "answer")
    rows = [
        Row(
            (
                Cell((Text(one.rich, "cell", "risks, risk"),), heads=True),
                Cell((Text(one.answer or plain("–"), "cell", "risks, answer"),)),
            )
        )
        for one in found
    ]
    source = composer.say("risks.source", consultant=composer.snapshot.consultant)
    return story + composer.table(composer.say("risks.exhibit"), (0.5, 0.5), header, rows, source)
