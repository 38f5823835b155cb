"""How candidates meet requirements: capability levels, what they mean for a requirement, and who falls out by which.

A requirement is met by whatever can be had now, and by custom work with a caution; unknown is never a pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Capability(StrEnum):
    """How a product does what a requirement asks for, from best to worst; unknown is not on that scale."""

    BUILT_IN = "built_in"
    CONFIGURATION = "configuration"
    ADD_ON = "add_on"
    CUSTOM = "custom"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """Return the level in words."""
        return _WORDS[self]


_WORDS: Mapping[Capability, str] = {
    Capability.BUILT_IN: "built in",
    Capability.CONFIGURATION: "configuration",
    Capability.ADD_ON: "add-on",
    Capability.CUSTOM: "custom",
    Capability.NO: "no",
    Capability.UNKNOWN: "unknown",
}


class Outcome(StrEnum):
    """What a capability means for a requirement."""

    MET = "met"
    WITH_WORK = "with work"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement: its id and how much it is wanted ("must", "should", "could", "wont")."""

    id: str
    moscow: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How one candidate stands on the requirements of one priority."""

    asked: int = 0
    met: int = 0
    with_work: int = 0
    not_met: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How one candidate stands: by priority, and the musts it does not meet and those not known, in their order.

    What will not be asked for ("wont") is not counted.
    """

    musts: Tally
    shoulds: Tally
    coulds: Tally
    failed: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def out(self) -> bool:
        """Tell whether a must is not met."""
        return bool(self.failed)


def outcome_of(capability: Capability) -> Outcome:
    """Return what a capability means for the requirement it answers."""
    match capability:
        case Capability.UNKNOWN:
            return Outcome.UNKNOWN
        case Capability.NO:
            return Outcome.NOT_MET
        case Capability.CUSTOM:
            return Outcome.WITH_WORK
        case _:
            return Outcome.MET


def standing_of(asked: Sequence[Asked], levels: Mapping[str, Capability]) -> Standing:
    """Return how a candidate stands whose capabilities are given by id of requirement; absent ones are unknown."""
    outcomes = [(one, outcome_of(levels.get(one.id, Capability.UNKNOWN))) for one in asked]
    musts = [(one, outcome) for one, outcome in outcomes if one.moscow == "must"]
    return Standing(
        musts=_tally(outcome for _, outcome in musts),
        shoulds=_tally(outcome for one, outcome in outcomes if one.moscow == "should"),
        coulds=_tally(outcome for one, outcome in outcomes if one.moscow == "could"),
        failed=tuple(one.id for one, outcome in musts if outcome is Outcome.NOT_MET),
        open=tuple(one.id for one, outcome in musts if outcome is Outcome.UNKNOWN),
    )


def _tally(outcomes: Iterable[Outcome]) -> Tally:
    found = list(outcomes)
    return Tally(
        asked=len(found),
        met=found.count(Outcome.MET),
        with_work=found.count(Outcome.WITH_WORK),
        not_met=found.count(Outcome.NOT_MET),
        unknown=found.count(Outcome.UNKNOWN),
    )
