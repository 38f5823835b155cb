"""What verifying a report or an earnings statement answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from reports.wire import Json

CHECKS = ("readable", "file", "pages", "data", "ranking", "figures", "disclosure", "lock", "signature", "issued")
STATEMENT_CHECKS = ("readable", "file", "pages", "data", "sums", "figures", "signature", "issued")


class Kind(Enum):
    """What a file is: a report on an evaluation, or an earnings statement."""

    REPORT = "report"
    STATEMENT = "earnings_statement"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable name, whether it holds (None: not applicable), and what was found, in words."""

    name: str
    ok: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks in their order; valid when none fails and the file could be read.

    `locked`: it is an encrypted copy that the password given, if any, did not open; ask for another.
    """

    valid: bool
    checks: tuple[Check, ...]
    locked: bool = False
    kind: Kind = Kind.REPORT

    def of(self, name: str) -> Check:
        """Return one check; `KeyError` if there is none."""
        for check in self.checks:
            if check.name == name:
                return check
        raise KeyError(name)


def to_json(verification: Verification) -> dict[str, Json]:
    """Return the answer as `consultant-desk verify --json` prints it."""
    checks: list[Json] = [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in verification.checks]
    return {"valid": verification.valid, "document": verification.kind.value, "checks": checks}
