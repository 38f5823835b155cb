"""The lock of an evaluation as it is read: blind until locked, each opening with its reason and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consultant_desk.domain.evaluation.differences import Difference


class LockStage(StrEnum):
    """Where an evaluation stands: interests hidden, fixed, or opened again for a reason."""

    BLIND = "blind"
    LOCKED = "locked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Reopening:
    """One time an evaluation was opened again; `locked_at` and `sha256` are empty while it still is.

    Instants are UTC, ISO 8601 with Z. `changes` are those from the lock before to the next one, or to now.
    """

    opened_at: str
    reason: str
    locked_at: str = ""
    sha256: str = ""
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class LockState:
    """The lock of one evaluation. `first_locked_at` and `first_sha256` are empty while it is blind."""

    first_locked_at: str = ""
    first_sha256: str = ""
    reopenings: tuple[Reopening, ...] = ()

    @property
    def stage(self) -> LockStage:
        """Return where the evaluation stands."""
        if not self.first_locked_at:
            return LockStage.BLIND
        return LockStage.OPEN if self.reopenings and not self.reopenings[-1].locked_at else LockStage.LOCKED

    @property
    def blind(self) -> bool:
        """Tell whether interests are still hidden; they are shown from the first lock on, for good."""
        return self.stage is LockStage.BLIND

    @property
    def held(self) -> bool:
        """Tell whether weights and scores cannot be changed."""
        return self.stage is LockStage.LOCKED

    @property
    def _closed(self) -> tuple[Reopening, ...]:
        return tuple(one for one in self.reopenings if one.locked_at)

    @property
    def locked_at(self) -> str:
        """Return when it was locked last; empty while it is blind."""
        return self._closed[-1].locked_at if self._closed else self.first_locked_at

    @property
    def sha256(self) -> str:
        """Return the digest of the problem as it was locked last; empty while it is blind."""
        return self._closed[-1].sha256 if self._closed else self.first_sha256
