"""The recommendation in full: present only when the one-page summary had to shorten something."""

from __future__ import annotations

from reports.blocks import Block, Gap, Text
from reports.composer import Composer, bold
from reports.rich import Rich, Span
from reports.sections.arguments import reasons, risks
from reports.sections.interests import interest_sentences


def compose(composer: Composer) -> list[Block]:
    """Compose the section, or nothing."""
    if not composer.shortened:
        return []
    snapshot = composer.snapshot
    story = composer.heading("full", composer.say("full.heading"))
    told = [(*one.rich, *composer.cite(one.evidence)) for one in reasons(composer)]
    story += _part(composer, "full.heading.reasons", told)
    story += _part(composer, "full.conditions", [composer.markup(text) for text in snapshot.conditions])
    story += _part(composer, "summary.risks", [one.whole for one in risks(composer)])
    date = composer.words.long_date
    steps = [
        (*bold(date(one.due) + composer.words.of.colon), *composer.markup(one.text))
        if one.due
        else composer.markup(one.text)
        for one in snapshot.steps
    ]
    story += _part(composer, "summary.steps", steps)
    paid = (*composer.say("interests.label"), Span(" "), *interest_sentences(composer))
    return [*story, Gap(12), Text(paid, "body", "summary, interests")]


def _part(composer: Composer, title: str, texts: list[Rich]) -> list[Block]:
    if not texts:
        return []
    where = f"summary, {title.rsplit('.', maxsplit=1)[-1]}"
    story = composer.subheading(composer.say(title), f"full-{title}")
    return story + [
        Text((*bold(f"{number}\u2002"), *text), "list", where) for number, text in enumerate(texts, start=1)
    ]
