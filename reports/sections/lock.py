"""The lock in words: when weights and scores were fixed, as what, and what was changed after for which reason.

It stands in the section on interests, which cannot be switched off.
"""

from __future__ import annotations

from consultant_desk.domain.snapshot import SnapshotReopening
from reports.blocks import Block, Text
from reports.composer import Composer
from reports.rich import joined, plain


def compose(composer: Composer) -> list[Block]:
    """Compose what the report says about the lock; nothing where there is none."""
    lock = composer.snapshot.lock
    if lock is None:
        return []
    moment = composer.words.moment(lock.first_locked_at)
    story = composer.subheading(composer.say("lock.heading"), "s-lock")
    story.append(Text(composer.say("lock.facts", moment=moment)))
    if not lock.reopenings:
        story.append(Text(composer.say("lock.unchanged")))
    story.append(composer.digest("lock.hash", lock.sha256))
    if lock.reopenings:
        story += composer.subheading(composer.say("lock.changes"), "s-lock-changes")
    story += reopenings(composer)
    if lock.open:
        story.append(Text(composer.say("lock.open")))
    return story


def shortly(composer: Composer) -> list[Block]:
    """Return the same in small type, for a report of a page or two."""
    known = composer.snapshot.lock
    if known is None:
        return []
    told = [composer.say("lock.facts", moment=composer.words.moment(known.first_locked_at))]
    if not known.reopenings:
        told.append(composer.say("lock.unchanged"))
    told.append(plain(known.sha256))
    return [Text(joined(told, " "), "small"), *reopenings(composer)]


def reopenings(composer: Composer) -> list[Block]:
    """Return every time they were opened again, with what was changed."""
    lock = composer.snapshot.lock
    return [] if lock is None else [block for one in lock.reopenings for block in _reopening(composer, one)]


def _reopening(composer: Composer, one: SnapshotReopening) -> list[Block]:
    moment = composer.words.moment
    head = composer.say("lock.reopened", moment=moment(one.opened_at), reason=one.reason)
    story: list[Block] = [Text(head, "body", "disclosure, reason of a change")]
    if not one.changes:
        story.append(Text(composer.say("lock.nothing"), "list"))
    for change in one.changes:
        text = composer.say("lock.change", part=composer.words.named("part", change.part), text=change.text)
        story.append(Text(text, "list", "disclosure, change after the lock"))
    if one.locked_at:
        story.append(Text(composer.say("lock.again", moment=moment(one.locked_at)), "list"))
    return story
