"""The recommendation in full: present only when the one-page summary had to shorten something."""

from __future__ import annotations

from reports.blocks import Block, Gap, Text
from reports.composer import Composer, bold
from reports.rich import Rich, plain
from reports.sections.interests import interest_sentences
from reports.sections.summary import reason_text, risk_text

_ALL = 10_000_000


def compose(composer: Composer) -> list[Block]:
    """Compose the section, or nothing."""
    if not composer.shortened:
        return []
    snapshot = composer.snapshot
    story = composer.heading("full", composer.say("full.heading"))
    reasons = [
        (reason_text(composer, one.text, one.criterion, _ALL), composer.cite(one.evidence)) for one in snapshot.reasons
    ]
    story += _part(composer, "full.heading.reasons", [(*text, *cited) for text, cited in reasons])
    story += _part(composer, "full.conditions", [plain(text) for text in snapshot.conditions])
    story += _part(composer, "summary.risks", [plain(risk_text(one.text, one.answer)) for one in snapshot.risks])
    steps = [
        (*bold(composer.words.long_date(one.due) + ": "), *plain(one.text)) if one.due else plain(one.text)
        for one in snapshot.steps
    ]
    story += _part(composer, "summary.steps", steps)
    return [*story, Gap(4), Text(interest_sentences(composer), "body", "summary, interests")]


def _part(composer: Composer, title: str, texts: list[Rich]) -> list[Block]:
    if not texts:
        return []
    where = f"summary, {title.rsplit('.', maxsplit=1)[-1]}"
    story = composer.subheading(composer.say(title), f"full-{title}")
    return story + [
        Text((*bold(f"{number}\u2002"), *text), "list", where) for number, text in enumerate(texts, start=1)
    ]
