"""Open commissions that a statement of their period did not hold: the programme may have dropped them silently."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.statement import LineRole, Statement
from consultant_desk.domain.earnings.statement_lines import LineBlock
from consultant_desk.domain.earnings.states import Status
from consultant_desk.storage.bulk import plain_rows
from consultant_desk.storage.ledger import AMONG

SELECTION = 1_000
"""With more missing than this the file is another selection (one programme, one status), and nothing is marked."""


def missing_from(session: Session, account_id: str, statement: Statement, keys: Collection[str]) -> tuple[str, ...]:
    """Return the commissions of the account that are open, lie in the statement's period, and are not in it.

    Only of programmes the statement speaks of: a file of one programme says nothing about the others.
    """
    names = set[str]().union(*map(_programmes, statement.lines.blocks))
    if not names or not statement.period_from:
        return ()
    connection = session.connection()
    known = plain_rows(
        connection,
        f"SELECT id FROM programme WHERE coalesce(nullif(external_name, ''), name) {AMONG}",
        (json.dumps(sorted(names)),),
    )
    ((text,),) = plain_rows(
        connection,
        "SELECT group_concat(commission_id, ' ') FROM cache_ledger_line WHERE account_id = ? AND part = '' "
        f"AND day BETWEEN ? AND ? AND status IN (?, ?) AND programme_id {AMONG}",
        (
            account_id, statement.period_from, statement.period_to, Status.PENDING.value, Status.APPROVED.value,
            json.dumps([row[0] for row in known]),
        ),
    )  # fmt: skip
    missing = set((text or "").split()).difference(keys)
    return () if len(missing) > SELECTION else tuple(sorted(missing))


def _programmes(block: LineBlock) -> set[str]:
    """Return the programmes of the commissions."""
    if all(said.role is LineRole.COMMISSION for said in block.distinct):
        return {*block.program}
    return {name for name, said in zip(block.program, block.verdicts, strict=True) if said.role is LineRole.COMMISSION}
