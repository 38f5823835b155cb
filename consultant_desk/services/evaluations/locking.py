"""Lock weights and scores before interests are shown, and open them again for a reason that is kept.

A lock cannot be undone: who has seen the interests is not blind any more. Undo does not go behind it either.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import instant_text, parse_instant
from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.differences import Difference, differences
from consultant_desk.domain.evaluation.file import load as load_file
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.evaluation_lock import EvaluationLock
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.problem import incomplete_because, problem_of
from consultant_desk.services.evaluations.records import load
from consultant_desk.services.locks import APART
from consultant_desk.services.operations import Area, find, named
from consultant_desk.services.rows.locks import LockState, Reopening
from consultant_desk.storage import journal
from consultant_desk.storage.local import Origin
from consultant_desk.storage.session import clock_of
from consultant_desk.storage.trash import owned

MAX_REASON = 1_000


class LockOperations(Area):
    """Operations on the lock of an evaluation. None of them can be undone."""

    def lock_state(self, evaluation_id: str) -> LockState:
        """Return whether an evaluation is locked, since when, as what, and what was changed after for which reason."""
        return self._read(lambda session: lock_state(session, evaluation_id, problem_of(load(session, evaluation_id))))

    def lock(self, evaluation_id: str) -> Outcome[LockState]:
        """Fix weights and scores as they stand, the first time or after they were opened again.

        From the first lock on interests are shown. Unknown scores are no hindrance. `UserError` when the evaluation is
        locked already, cannot be evaluated yet, or has no score at all.
        """

        def work(session: Session) -> LockState:
            find(session, Evaluation, evaluation_id)
            problem = problem_of(load(session, evaluation_id))
            rows = _rows(session, evaluation_id)
            if rows and rows[-1].locked_at is not None:
                raise UserError("Weights and scores are locked already.", UNCHANGED)
            _refuse_unready(problem)
            row = rows[-1] if rows else EvaluationLock(evaluation_id=evaluation_id, reason="")
            row.locked_at = _moment(session, rows)
            row.sha256 = problem_sha256(problem)
            row.problem_json = _kept(problem)
            session.add(row)
            session.flush()
            journal.let_stand(session.connection(), _parts(session, evaluation_id))
            return lock_state(session, evaluation_id, problem)

        return self._change(self._lock_label("Lock", evaluation_id), work, origin=Origin.FINAL)

    def open_again(self, evaluation_id: str, reason: str) -> Outcome[LockState]:
        """Let locked weights and scores be changed; the reason stands in the report with what is changed under it."""
        words = " ".join(reason.split())
        if not words:
            raise UserError("Opening an evaluation again needs a reason.", UNCHANGED, "It is printed in the report.")
        if len(words) > MAX_REASON:
            raise UserError(f"A reason has at most {MAX_REASON:,} characters.", UNCHANGED)

        def work(session: Session) -> LockState:
            find(session, Evaluation, evaluation_id)
            rows = _rows(session, evaluation_id)
            if not rows:
                raise UserError("This evaluation was never locked.", UNCHANGED, "It can be changed as it is.")
            if rows[-1].locked_at is None:
                raise UserError("This evaluation is open already.", UNCHANGED, "It can be changed as it is.")
            session.add(
                EvaluationLock(evaluation_id=evaluation_id, reason=words, opened_at=_moment(session, rows),
                               problem_json="")
            )  # fmt: skip
            session.flush()
            return lock_state(session, evaluation_id, problem_of(load(session, evaluation_id)))

        return self._change(self._lock_label("Open again", evaluation_id), work, origin=Origin.FINAL)

    def _lock_label(self, verb: str, evaluation_id: str) -> str:
        return self._read(lambda session: f"{verb} {named(session, 'evaluation', evaluation_id)}")


def lock_state(session: Session, evaluation_id: str, problem: Problem) -> LockState:
    """Return the lock of an evaluation whose problem is `problem` now."""
    rows = _rows(session, evaluation_id)
    if not rows:
        return LockState()
    first, before, found = rows[0], rows[0].problem_json, []
    for row in rows[1:]:
        changes = _between(before, row.problem_json) if row.locked_at else differences(_problem(before), problem)
        found.append(Reopening(row.opened_at or "", row.reason, row.locked_at or "", row.sha256 or "", changes))
        before = row.problem_json
    return LockState(first.locked_at or "", first.sha256 or "", tuple(found))


def _rows(session: Session, evaluation_id: str) -> list[EvaluationLock]:
    """Return the locks of an evaluation in the order they were made; the first was opened for no reason."""
    query = select(EvaluationLock).where(EvaluationLock.evaluation_id == evaluation_id)
    return sorted(session.scalars(query), key=lambda row: row.opened_at or "")


def _refuse_unready(problem: Problem) -> None:
    if why := incomplete_because(problem):
        raise UserError("There is nothing to lock yet.", UNCHANGED, why)
    if all(cell.unknown for cell in problem.cells):
        raise UserError("There is nothing to lock yet.", UNCHANGED, "No score is known.")


def _kept(problem: Problem) -> str:
    """Return the evaluation file, which must give the very same problem back years later."""
    text = dump(problem)
    if problem_sha256(load_file(text)) != problem_sha256(problem):
        raise RuntimeError("the evaluation file does not hold the problem that is locked")
    return text


def _moment(session: Session, rows: list[EvaluationLock]) -> str:
    """Return now, or the moment after the last one written: the order of locks is the order of their times."""
    last = max((text for row in rows for text in (row.opened_at, row.locked_at) if text), default="")
    now: datetime = clock_of(session).now()
    return instant_text(max(now, parse_instant(last) + timedelta(milliseconds=1)) if last else now)


def _parts(session: Session, evaluation_id: str) -> Iterator[tuple[str, str]]:
    """Yield every record by which an undo could change the problem, deleted ones too, as (kind, id)."""
    for table, ids in owned(session, entities()["evaluation"].table, [evaluation_id]):
        if table.name not in APART:
            yield from ((table.name, one) for one in ids)
    link, score, candidate = (entities()[kind].table for kind in ("score_evidence", "score", "candidate"))
    query = select(link.c.evidence_id).distinct().join(score, score.c.id == link.c.score_id)
    query = query.join(candidate, candidate.c.id == score.c.candidate_id)
    supporting = session.execute(query.where(candidate.c.evaluation_id == evaluation_id)).scalars()
    yield from (("evidence", one) for one in supporting)


@lru_cache(maxsize=32)
def _problem(text: str) -> Problem:
    return load_file(text)


@lru_cache(maxsize=32)
def _between(before: str, after: str) -> tuple[Difference, ...]:
    return differences(_problem(before), _problem(after))
