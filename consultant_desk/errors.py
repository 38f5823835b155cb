"""The three kinds of failure a person is told about; everything else is a bug and goes to the crash report.

Each carries what happened, what was kept and what to do next, as plain sentences (never markup).
"""

from __future__ import annotations


class DeskError(Exception):
    """A failure that is told to the person as a sentence."""

    def __init__(self, happened: str, kept: str = "", hint: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.kept = kept
        self.hint = hint

    def sentence(self) -> str:
        """Return all parts as one line of plain text."""
        return " ".join(part for part in (self.happened, self.kept, self.hint) if part)


class Fault:
    """One fault of an input: where it is, what is wrong and what was expected."""

    __slots__ = ("expected", "what", "where")

    def __init__(self, where: str, what: str, expected: str = "") -> None:
        self.where = where
        self.what = what
        self.expected = expected

    def line(self) -> str:
        """Return the fault as one line."""
        return f"{self.where}: {self.what}" + (f"; expected {self.expected}" if self.expected else "")

    def __repr__(self) -> str:
        return f"Fault({self.line()!r})"


class UserError(DeskError):
    """Input or a request that cannot be carried out; nothing was changed. `faults` lists the places."""

    def __init__(self, happened: str, kept: str = "", hint: str = "", faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(happened, kept, hint)
        self.faults = faults


class AnotherKind(UserError):
    """A file as a whole is not what was asked for: the sentence says what it is, which no place in it does."""


class Locked(UserError):
    """The change would alter weights or scores that are locked; `evaluation_id` can be opened again with a reason."""

    def __init__(self, happened: str, evaluation_id: str) -> None:
        super().__init__(
            happened, "Nothing was changed.", "Open the evaluation again with a reason to change what is locked."
        )
        self.evaluation_id = evaluation_id


class EnvironmentFailure(DeskError):
    """Disk, lock, damage, version, network or keyring: the surroundings do not allow it."""


class Damaged(EnvironmentFailure):
    """The file of a workspace is not what it should be. `repairable`: what differs can be made again from the rest."""

    def __init__(self, happened: str, kept: str = "", hint: str = "", *, repairable: bool = False) -> None:
        super().__init__(happened, kept, hint)
        self.repairable = repairable


class Conflict(DeskError):
    """Something else changed what this operation was about to change."""
