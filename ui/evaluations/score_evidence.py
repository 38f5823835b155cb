"""The evidence under a score: the lines that stand under it, and the sheet that adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from consultant_desk.services.rows.products import EvidenceRow
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.evidence_list import EvidenceLine
from ui.evaluations.evidence_sheet import EvidenceSheet
from ui.evaluations.evidence_words import evidence_line
from ui.evaluations.session import EvaluationSession
from ui.shell import Shell


class ScoreEvidence:
    """Reads the sheet of `operations`, so it always speaks of what is stored now; sheets open over `bench`."""

    def __init__(self, bench: QWidget, shell: Shell, session: EvaluationSession, operations: EvaluationActions) -> None:
        self._bench = bench
        self._shell = shell
        self._session = session
        self._operations = operations

    def lines(self, candidate: str, criterion: str) -> Sequence[EvidenceLine]:
        """Return what stands under a score."""
        cell = self._session.cell(candidate, criterion)
        if cell is None:
            return ()
        rows, today = self._rows(), self._shell.today()
        return [evidence_line(key, rows[key], today) for key in cell.evidence if key in rows]

    def add(self) -> None:
        """Ask for evidence of the chosen score: some that is known of its product, or new."""
        sheet, session, operations = self._operations.sheet, self._session, self._operations
        place = (session.candidate, session.criterion)
        candidate, criterion = session.candidate_named(place[0]), session.criterion_named(place[1])
        if candidate is None or criterion is None or session.hold_back():
            return
        cell = session.cell(*place)
        there = {sheet.evidence_ids[key] for key in cell.evidence if key in sheet.evidence_ids} if cell else set()
        product = sheet.products.get(candidate.id, "")
        EvidenceSheet(
            self._bench,
            self._shell,
            f"{candidate.name}, {criterion.name}",
            [row for row in sheet.evidence if row.id not in there and row.product_id in {"", product}],
            link=lambda key: operations.link_evidence(*place, key),
            add=lambda draft: operations.add_evidence(*place, draft, lambda _id: None),
        ).open()

    def _rows(self) -> dict[str, EvidenceRow]:
        sheet = self._operations.sheet
        by_id = {row.id: row for row in sheet.evidence}
        return {key: by_id[record] for key, record in sheet.evidence_ids.items() if record in by_id}
