"""The lock in words: when weights and scores were fixed, as what, and what was changed after for which reason.

It stands in the section on interests, which cannot be switched off.
"""

from __future__ import annotations

from consultant_desk.domain.snapshot import SnapshotReopening
from reports.composer import Composer, long_moment

# isort: split
from reportlab.platypus import Flowable


def compose(composer: Composer) -> list[Flowable]:
    """Compose what the report says about the lock; nothing where there is none."""
    lock, door = composer.snapshot.lock, composer.door
    if lock is None:
        return []
    story = composer.subheading(composer.say("lock.heading"), "s-lock")
    story.append(door.one(composer.say("lock.facts", moment=long_moment(lock.first_locked_at)), "body"))
    if not lock.reopenings:
        story.append(door.one(composer.say("lock.unchanged"), "body"))
    story.append(door.one(composer.say("lock.hash"), "h3"))
    story.append(door.one(lock.sha256, "cell"))
    if lock.reopenings:
        story += composer.subheading(composer.say("lock.changes"), "s-lock-changes")
    for one in lock.reopenings:
        story += _reopening(composer, one)
    if lock.open:
        story.append(door.one(composer.say("lock.open"), "body"))
    return story


def _reopening(composer: Composer, one: SnapshotReopening) -> list[Flowable]:
    door = composer.door
    head = composer.say("lock.reopened", moment=long_moment(one.opened_at), reason=one.reason)
    story = door.set(head, "body", where="disclosure, reason of a change")
    if not one.changes:
        story.append(door.one(composer.say("lock.nothing"), "list"))
    for change in one.changes:
        text = composer.say("lock.change", part=change.part, text=change.text)
        story += door.set(text, "list", where="disclosure, change after the lock")
    if one.locked_at:
        story.append(door.one(composer.say("lock.again", moment=long_moment(one.locked_at)), "list"))
    return story
