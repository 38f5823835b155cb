"""Problem and needs: the client's words, the need behind them, and the requirements it led to."""

from __future__ import annotations

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import Moscow, SnapshotNeed, SnapshotRequirement
from reports.blocks import Block, Cell, Chip, Row, Text
from reports.composer import Composer, bold, capital
from reports.rich import Rich, joined, plain

_CHIPS = {Moscow.MUST: "#DFF0EB", Moscow.SHOULD: "#E3F0F8", Moscow.COULD: "#F0EFEC", Moscow.WONT: "#F0EFEC"}


def urgency(need: SnapshotNeed) -> int:
    """Return the opportunity score: importance + max(importance - satisfaction, 0); 0 where nothing is rated."""
    if need.importance is None:
        return 0
    return need.importance + max(need.importance - (need.satisfaction or 0), 0)


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing when no need was recorded."""
    needs = composer.snapshot.needs
    if not needs:
        return []
    urgent = max(needs, key=urgency)
    one = len(needs) > 1 and composer.facts.counted("requirements") == 1
    key = "needs.heading.requirement" if one else "needs.heading.many" if len(needs) > 1 else "needs.heading.one"
    title = composer.say(
        key,
        count=composer.fig("count", "needs"),
        requirements=composer.fig("count", "requirements"),
        progress=plain((urgent.progress or urgent.quote)[:240]),
    )
    story = composer.heading(Section.NEEDS, title)
    if composer.snapshot.question:
        question = composer.say("needs.question", question=composer.snapshot.question)
        story.append(Text(question, "body", "needs, question"))
    for index, need in enumerate(needs):
        story += _need(composer, index, need)
    return story


def _need(composer: Composer, index: int, need: SnapshotNeed) -> list[Block]:
    title = capital(plain(need.progress[:240] or composer.words.plain("section.needs")))
    number = composer.say("needs.need", number=str(index + 1))
    story = composer.subheading((*number, *plain(composer.words.of.colon), *title), f"need-{index + 1}", room=170)
    if need.quote:
        story.append(Text(composer.say("needs.quote", quote=need.quote), "quote", "needs, quote"))
        if need.quoted_from:
            who = composer.say("needs.by", person=need.quoted_from)
            story.append(Text(who, "small", "needs, who said it"))
    story.append(Text(_sentence(composer, need), "body", "needs, need"))
    facts = _facts(composer, index, need)
    if facts:
        story.append(Text(facts, "small"))
    if need.requirements:
        story += _table(composer, index, need)
    return story


def _sentence(composer: Composer, need: SnapshotNeed) -> Rich:
    if not need.situation or not need.outcome:
        return composer.say("needs.sentence.short", progress=need.progress)
    return composer.say(
        "needs.sentence", situation=need.situation, progress=need.progress, outcome=need.outcome.rstrip(".")
    )


def _facts(composer: Composer, index: int, need: SnapshotNeed) -> Rich:
    place = str(index)
    parts: list[Rich] = []
    if need.importance is not None:
        parts.append(composer.say("needs.facts.importance", value=composer.fig("importance", place)))
    if need.satisfaction is not None:
        parts.append(composer.say("needs.facts.today", value=composer.fig("satisfaction", place)))
    if need.cost is not None:
        amount = composer.fig("need-cost", place)
        if need.cost_period == "once":
            parts.append(composer.say("needs.facts.cost.once", amount=amount))
        else:
            period = composer.words.named("period", need.cost_period or "year")
            parts.append(composer.say("needs.facts.cost", amount=amount, period=period))
    return joined(parts, " · ")


def _table(composer: Composer, index: int, need: SnapshotNeed) -> list[Block]:
    header = composer.header("needs.head", "moscow", "requirement", "asked", "criterion")
    rows = [_row(composer, requirement) for requirement in need.requirements]
    title = composer.say("needs.exhibit", number=str(index + 1))
    source = composer.say("needs.source", client=composer.snapshot.client)
    return composer.table(title, (0.11, 0.46, 0.18, 0.25), header, rows, source)


def _row(composer: Composer, requirement: SnapshotRequirement) -> Row:
    what: list[Block] = [Text(plain(requirement.text), "cell_bold", "needs, requirement")]
    if requirement.test:
        what.append(Text(plain(requirement.test), "cell_muted", "needs, test"))
    criterion = composer.facts.criteria.get(requirement.criterion)
    led_to = criterion.name if criterion else composer.words.plain("needs.written_down")
    wanted = composer.words.plain(f"moscow.{requirement.moscow.value}")
    return Row(
        (
            Cell((Chip(bold(wanted), _CHIPS[requirement.moscow]),)),
            Cell(tuple(what), heads=True),
            Cell((Text(plain(requirement.asked_by or "–"), "cell", "needs, asked by"),)),
            Cell((Text(plain(led_to), "cell" if criterion else "cell_muted"),)),
        )
    )
