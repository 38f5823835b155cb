"""Statements that were taken in and of which lines still wait for a decision."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultant_desk.services.rows.statements import WaitingFile


def waiting_files(session: Session) -> tuple[WaitingFile, ...]:
    """Return them, the latest first."""
    rows = session.connection().exec_driver_sql(
        "SELECT f.id, f.name, substr(f.imported_at, 1, 10), count(*) FROM statement_row r "
        "JOIN import_file f ON f.id = r.import_file_id AND f.deleted_at IS NULL "
        "WHERE r.deleted_at IS NULL AND r.choice IS NULL GROUP BY f.id ORDER BY f.imported_at DESC, f.id"
    )
    return tuple(WaitingFile(*row) for row in rows)
