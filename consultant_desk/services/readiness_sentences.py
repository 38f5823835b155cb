"""What of a report needs a look once its sentences are known: own ones that the data overtook, what was not printed."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from consultant_desk.domain.snapshot import SnapshotSentence
from consultant_desk.entities.recommendation import Report
from consultant_desk.errors import UserError
from consultant_desk.services.rows.readiness import Place, ReadyItem, Weight
from consultant_desk.services.snapshot_texts import sentences_of
from consultant_desk.services.snapshots import snapshot_of
from consultant_desk.storage.documents import Documents
from reports.built import BuiltReport
from reports.facts import Facts
from reports.sentences import PrintedSentence, Sentences

_SHOWN = 8


def sentence_items(
    session: Session, documents: Documents, report: Report, today: date, built: BuiltReport | None
) -> list[ReadyItem]:
    """Return whether the sentences the consultant worded still agree with the data, and are printed."""
    own = sentences_of(session, report)
    if not own:
        return []
    # The data may have changed since it was built: only what it leaves out is taken from there.
    lost = set() if built is None else {one.key for one in own} - {one.key for one in built.sentences}
    stale = [one for one in _bound(session, documents, report, today, own) if one.stale and one.key not in lost]
    found = [ReadyItem(Weight.WARNING, _stale_text(one), Place.SENTENCES, one.key) for one in stale]
    text = "A sentence of yours is not printed: the report says nothing there any more."
    found += [ReadyItem(Weight.WARNING, text, Place.SENTENCES, key) for key in sorted(lost)]
    fine = len(own) - len(stale) - len(lost)
    if fine:
        text = "1 sentence is worded by you" if fine == 1 else f"{fine} sentences are worded by you"
        found.append(ReadyItem(Weight.FINE, text, Place.SENTENCES))
    return found


def built_items(built: BuiltReport | None) -> list[ReadyItem]:
    """Return what the built report could not print as it was written."""
    if built is None:
        return []
    found = []
    if built.missing_glyphs:
        text = f"No font of the report has these characters: {' '.join(built.missing_glyphs[:_SHOWN])}"
        found.append(ReadyItem(Weight.WARNING, text, Place.BRANDS))
    if built.shortened:
        text = f"Too long to print whole: {'; '.join(built.shortened[:_SHOWN])}."
        found.append(ReadyItem(Weight.WARNING, text, Place.REPORT))
    return found


def _bound(
    session: Session, documents: Documents, report: Report, today: date, own: tuple[SnapshotSentence, ...]
) -> list[PrintedSentence]:
    """Bind the sentences to the data as a build does; what they replace is not known here."""
    try:
        facts = Facts(snapshot_of(session, documents, report, today))
    except UserError:
        return []
    sentences = Sentences(own, facts.figure)
    for one in own:
        sentences.worded(one.key, ())
    return list(sentences.printed)


def _stale_text(one: PrintedSentence) -> str:
    figure = one.stale[0]
    now = f"the data say {figure.now} now" if figure.now else "the data no longer give it"
    return f"A sentence of yours says {figure.printed}, but {now}."
