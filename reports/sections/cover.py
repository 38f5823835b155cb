"""The cover: who it is from and for, what it answers, and the linked contents."""

from __future__ import annotations

from collections.abc import Sequence

from reports.blocks import Contents, Cover, Entry
from reports.composer import Composer, grouped_hash
from reports.rich import text_of


def contents(composer: Composer, entries: Sequence[Entry]) -> Contents:
    """Return the linked contents."""
    return Contents(composer.say("cover.contents"), tuple(entries))


def compose(composer: Composer, entries: Sequence[Entry]) -> Cover:
    """Return the whole first page."""
    snapshot = composer.snapshot
    kind = composer.words.plain("cover.kind")
    title = clean_line(snapshot.title) or kind
    subject = snapshot.evaluation_title if snapshot.evaluation_title != snapshot.title else ""
    date = composer.words.long_date(snapshot.made_on)
    return Cover(kind, title, subject, date, tuple(_facts(composer)), contents(composer, entries))


def _facts(composer: Composer) -> list[tuple[str, str]]:
    snapshot, say = composer.snapshot, composer.say
    client = ", ".join(part for part in (snapshot.client, snapshot.client_place) if part)
    numbered = say("cover.numbered", number=str(snapshot.number), version=composer.version())
    rows = [
        ("cover.client", client),
        ("cover.prepared_for", snapshot.prepared_for),
        ("cover.by", snapshot.consultant),
        ("cover.version", text_of(numbered)),
        ("cover.valid", composer.words.long_date(snapshot.valid_until)),
        ("cover.locked", _locked(composer)),
    ]
    return [(composer.words.plain(key), value) for key, value in rows if value]


def _locked(composer: Composer) -> str:
    lock = composer.snapshot.lock
    if lock is None or lock.open:
        return ""
    moment = composer.words.moment(lock.locked_at)
    return text_of(composer.say("cover.lock", moment=moment, hash=grouped_hash(lock.sha256)))


def clean_line(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())
