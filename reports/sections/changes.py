"""The change log: what is different from the issues of this report that came before, the newest first."""

from __future__ import annotations

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotVersion
from reports.blocks import Block, Text
from reports.composer import Composer, grouped_hash, sentence
from reports.rich import Rich
from reports.words.change import change_text


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing in the first version of a report."""
    versions = composer.snapshot.versions
    if not versions:
        return []
    story = composer.heading(Section.CHANGES, _heading(composer, versions[0]))
    for one in versions:
        story += _version(composer, one)
    return story


def _heading(composer: Composer, newest: SnapshotVersion) -> Rich:
    count = len(newest.changes)
    if not count:
        return composer.say("changes.heading.none", version=str(newest.version))
    return composer.words.count("changes.heading", count, count=str(count), version=str(newest.version))


def _version(composer: Composer, one: SnapshotVersion) -> list[Block]:
    date = composer.words.long_date(one.issued_on[:10])
    title = composer.say("changes.since", version=str(one.version), date=date)
    story = composer.subheading(title, f"s-changes-{one.version}", room=60)
    if one.sha256:
        story.append(Text(composer.say("changes.hash", hash=grouped_hash(one.sha256)), "small"))
    if not one.changes:
        story.append(Text(composer.say("changes.none"), "list"))
    for change in one.changes:
        story.append(Text(sentence(composer.markup(change_text(composer.words, change))), "list", "change log, change"))
    return story
