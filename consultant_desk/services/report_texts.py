"""Texts of a report: sentences worded by the consultant in place of computed ones, and notes added to sections."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import instant_text
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.report_options import WITHOUT_NOTE, Section
from consultant_desk.domain.snapshot import SnapshotSentence
from consultant_desk.entities.recommendation import Report, ReportText
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.operations import Area, assign, find
from consultant_desk.services.snapshot_texts import NOTE, SENTENCE, notes_of, sentences_of
from consultant_desk.storage.session import revive


class ReportTexts(Area):
    """Operations on the texts of drafts. Each text belongs to the language the report has now."""

    def set_sentence(
        self, report_id: str, key: str, text: str, computed: str, figures: Sequence[tuple[str, str]]
    ) -> Outcome[None]:
        """Word a computed sentence anew, or leave it out with an empty text.

        `computed` and `figures` ((printed, path)) are those of the sentence as it was built: from them follows later
        whether a figure still agrees with the data. Its figures keep their hard spaces, which editors make soft.
        """
        listed = json.dumps([list(one) for one in figures], ensure_ascii=False)
        values = {"text": with_hard_spaces(text.strip(), figures), "computed": computed, "figures_json": listed}
        return self._write(report_id, SENTENCE + key, values, "Word a sentence")

    def restore_sentence(self, report_id: str, key: str) -> Outcome[None]:
        """Print the computed sentence again."""
        return self._drop(report_id, SENTENCE + key, "Restore a sentence")

    def set_note(self, report_id: str, section: Section, markdown: str) -> Outcome[None]:
        """Add Markdown at the end of a section; an empty text takes it away."""
        if not markdown.strip():
            return self._drop(report_id, NOTE + section.value, "Remove a note")
        if section in WITHOUT_NOTE:
            raise UserError("The cover prints no note.", "Nothing was changed.", "Add it to the executive summary.")
        return self._write(report_id, NOTE + section.value, {"text": markdown}, "Edit a note")

    def notes(self, report_id: str) -> dict[Section, str]:
        """Return the notes of a report by section."""
        found = self._read(lambda session: notes_of(session, find(session, Report, report_id)))
        known = {section.value for section in Section}
        return {Section(one.section): one.text for one in found if one.section in known}

    def sentences(self, report_id: str) -> tuple[SnapshotSentence, ...]:
        """Return the sentences the consultant worded, those the report has no place for at present included."""
        return self._read(lambda session: sentences_of(session, find(session, Report, report_id)))

    def _write(self, report_id: str, name: str, values: dict[str, str], label: str) -> Outcome[None]:
        def work(session: Session) -> None:
            report = _draft(session, report_id)
            language = report.language or "en"
            row = revive(
                session, ReportText, text_id(report_id, name, language),
                report_id=report_id, name=name, language=language,
            )  # fmt: skip
            assign(entities()["report_text"], row, dict(values))

        return self._change(label, work)

    def _drop(self, report_id: str, name: str, label: str) -> Outcome[None]:
        now = instant_text(self._clock.now())

        def work(session: Session) -> None:
            report = _draft(session, report_id)
            row = session.get(ReportText, text_id(report_id, name, report.language or "en"))
            if row is not None and row.deleted_at is None:
                row.deleted_at, row.deleted_how = now, "undo"

        return self._change(label, work)


def text_id(report_id: str, name: str, language: str) -> str:
    """Return the id of a text of a report, which exists once per name and language."""
    return pair_id("report_text", report_id, name, language)


def copied_texts(session: Session, old: Report, new: Report) -> None:
    """Give a new version the texts of the one before, in every language."""
    for row in session.scalars(select(ReportText).where(ReportText.report_id == old.id)).all():
        session.add(
            ReportText(
                id=text_id(new.id, row.name, row.language),
                report_id=new.id,
                name=row.name,
                language=row.language,
                text=row.text,
                computed=row.computed,
                figures_json=row.figures_json,
            )
        )


def with_hard_spaces(text: str, figures: Sequence[tuple[str, str]]) -> str:
    """Return a text in which figures have the spaces they are printed with; editors make them soft."""
    for printed, _path in figures:
        soft = printed.replace("\u00a0", " ").replace("\u202f", " ")
        if soft != printed:
            text = text.replace(soft, printed)
    return text


def _draft(session: Session, report_id: str) -> Report:
    report = find(session, Report, report_id)
    if (report.state or "draft") != "draft":
        raise UserError("This report was issued and is frozen.", "Nothing was changed.", "Start a new version.")
    return report
