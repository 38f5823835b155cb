"""What the operations on an evaluation are given: plain data, keys as in the evaluation file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal, TypeAlias

from consultant_desk.domain.evaluation.problem import (
    Confidence,
    Criterion,
    Direction,
    DirectValue,
    EvidenceState,
    MustHave,
    ValueFunction,
)
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind


class Keep(Enum):
    """Stands where a field stays as it is, because None means that it is taken away."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP

Kept: TypeAlias = Literal[Keep.KEEP]
RawEdit: TypeAlias = "float | str | Kept | None"


@dataclass(frozen=True, slots=True)
class CriterionDraft:
    """A criterion as the editor holds it; `group` is the key of its group, `new_group` names one to be made for it.

    Levels and direct values are maximised.
    """

    name: str
    value: ValueFunction = field(default_factory=DirectValue)
    direction: Direction = Direction.MAX
    group: str | None = None
    unit: str = ""
    must: MustHave | None = None
    cost: bool = False
    question: str = ""
    anchors: tuple[tuple[str, str], ...] = ()
    note: str = ""
    new_group: str = ""
    quality: str = ""

    @classmethod
    def of(cls, criterion: Criterion) -> CriterionDraft:
        """Return the draft that changes nothing about a criterion."""
        return cls(
            name=criterion.name,
            value=criterion.value,
            direction=criterion.direction,
            group=criterion.group,
            unit=criterion.unit,
            must=criterion.must,
            cost=criterion.cost,
            question=criterion.question,
            anchors=criterion.anchors,
            note=criterion.note,
            quality=criterion.quality,
        )

    def criterion(self, key: str) -> Criterion:
        """Return the criterion of this draft under a key."""
        return Criterion(
            id=key,
            name=self.name.strip(),
            direction=self.direction,
            value=self.value,
            group=self.group,
            unit=self.unit.strip(),
            must=self.must,
            cost=self.cost,
            question=self.question,
            anchors=self.anchors,
            note=self.note,
            quality=self.quality,
        )


@dataclass(frozen=True, slots=True)
class ScoreEdit:
    """What is changed about one score; candidate and criterion by key, raw scores as numbers or names of levels.

    A value given without ends takes away ends it does not lie between.
    """

    candidate: str
    criterion: str
    value: RawEdit = KEEP
    low: RawEdit = KEEP
    high: RawEdit = KEEP
    confidence: Confidence | Kept | None = KEEP
    evidence_state: EvidenceState | Kept = KEEP
    rationale: str | Kept = KEEP
    note: str | Kept = KEEP


@dataclass(frozen=True, slots=True)
class InterestDraft:
    """What ties the consultant to the vendor of a candidate; `basis` is what is paid, in words.

    `programme_id` is the programme that pays, "" for none; `is_credited`: what is paid is passed on to the client.
    """

    kind: InterestKind = InterestKind.NONE
    basis: str = ""
    who_pays: str = ""
    expected: Money | None = None
    client_price_changes: bool = False
    programme_id: str = ""
    is_credited: bool = False


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A part of a recommendation; `criterion` and `candidate` are keys.

    `detail` is the answer to a risk, or how one sees that a step of the adoption plan worked; `due_on` a date.
    """

    text: str
    detail: str = ""
    due_on: str = ""
    criterion: str = ""
    candidate: str = ""
