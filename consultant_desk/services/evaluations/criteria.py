"""Groups and criteria of an evaluation: add, edit, move, trash, and the link to the requirement they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.problem import ValueFunction
from consultant_desk.entities.evaluation import CriteriaGroup, Criterion, Evaluation
from consultant_desk.entities.need import Need, Requirement
from consultant_desk.entities.registry import entities
from consultant_desk.entities.score import Score
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations import joining
from consultant_desk.services.evaluations.checks import UNCHANGED, checked_criterion, fits
from consultant_desk.services.evaluations.columns import criterion_columns, criterion_of
from consultant_desk.services.evaluations.drafts import CriterionDraft
from consultant_desk.services.evaluations.joint_weights import join_as_others
from consultant_desk.services.evaluations.keys import criterion_key
from consultant_desk.services.evaluations.stale_scales import mark_stale
from consultant_desk.services.operations import (
    Area,
    FieldValue,
    assign,
    find,
    last_position,
    moved_position,
    named,
    positions_of,
)
from consultant_desk.storage import trash

MAX_CRITERIA = 200


class CriteriaOperations(Area):
    """Operations on groups and criteria, which are named by record id."""

    def add_group(self, evaluation_id: str, name: str) -> Outcome[str]:
        """Add a group after the others."""

        def work(session: Session) -> str:
            find(session, Evaluation, evaluation_id)
            return _new_group(session, evaluation_id, name)

        return self._change(f"Add group {name.strip()}", work)

    def edit_group(self, group_id: str, **values: FieldValue) -> Outcome[None]:
        """Set name or note of a group."""
        return self._edit("criteria_group", group_id, {key: values[key] for key in ("name", "note") if key in values})

    def move_group(self, group_id: str, index: int) -> Outcome[None]:
        """Put a group at another place among the groups."""

        def work(session: Session) -> None:
            group = find(session, CriteriaGroup, group_id)
            siblings = positions_of(session, CriteriaGroup, evaluation_id=group.evaluation_id)
            group.position = moved_position(siblings, group_id, index)

        return self._change(self._labelled("Move", "criteria_group", group_id), work)

    def trash_group(self, group_id: str) -> Outcome[None]:
        """Move a group to the Trash; its criteria stay, without a group, with the weight they had."""

        def work(session: Session) -> None:
            group = find(session, CriteriaGroup, group_id)
            joining.dissolve(session, group)
            for criterion in session.scalars(select(Criterion).where(Criterion.group_id == group_id)):
                criterion.group_id = None
            session.flush()
            trash.trash(session, "criteria_group", group_id, self._clock)

        return self._change(self._labelled("Delete", "criteria_group", group_id), work)

    def add_criterion(self, evaluation_id: str, draft: CriterionDraft) -> Outcome[str]:
        """Add a criterion after the others, with the mean weight of those it stands beside; return its id."""
        return self._change(
            f"Add criterion {draft.name.strip()}", lambda session: new_criterion(session, evaluation_id, draft)
        )

    def edit_criterion(
        self,
        criterion_id: str,
        draft: CriterionDraft,
        *,
        accept_loss: bool = False,
        renamed: Mapping[str, str] | None = None,
    ) -> Outcome[None]:
        """Set everything a draft holds; `renamed` maps old names of levels to new ones, so that their scores follow.

        Scores that do not fit the new levels or kind become unknown when `accept_loss` says so, else `UserError` tells
        how many there are. Weights given for other ends of the scale are marked with the scale they were given for.
        """

        def work(session: Session) -> None:
            criterion = find(session, Criterion, criterion_id)
            checked = checked_criterion(draft.criterion(criterion.key))
            before = criterion_of(criterion, None).value
            self._refit(session, criterion, checked.value, renamed or {}, accept_loss=accept_loss)
            group_id = _group_id(session, criterion.evaluation_id, draft)
            for name, value in criterion_columns(checked).items():
                setattr(criterion, name, value)
            if group_id != criterion.group_id:
                joining.regroup(session, criterion, group_id)
            mark_stale(session, criterion, before, checked.value, renamed or {})

        return self._change(self._labelled("Edit", "criterion", criterion_id), work)

    def move_criterion(self, criterion_id: str, index: int, group_id: str | None = None) -> Outcome[None]:
        """Put a criterion at a place among the criteria of a group (None: those without one)."""

        def work(session: Session) -> None:
            criterion = find(session, Criterion, criterion_id)
            if group_id is not None and find(session, CriteriaGroup, group_id).evaluation_id != criterion.evaluation_id:
                raise UserError("This group belongs to another evaluation.", UNCHANGED)
            everyone = positions_of(session, Criterion, evaluation_id=criterion.evaluation_id)
            members = positions_of(session, Criterion, evaluation_id=criterion.evaluation_id, group_id=group_id)
            criterion.position = _position_in_group(everyone, members, criterion_id, index)
            if group_id != criterion.group_id:
                joining.regroup(session, criterion, group_id)

        return self._change(self._labelled("Move", "criterion", criterion_id), work)

    def trash_criterion(self, criterion_id: str) -> Outcome[None]:
        """Move a criterion with its scores and weights to the Trash."""
        return self._trash("criterion", criterion_id)

    def criterion_from_requirement(
        self, evaluation_id: str, requirement_id: str, draft: CriterionDraft
    ) -> Outcome[str]:
        """Add a criterion and note that this requirement led to it; return its id."""

        def work(session: Session) -> str:
            requirement = _requirement(session, requirement_id, evaluation_id)
            criterion_id = new_criterion(session, evaluation_id, draft)
            requirement.criterion_id = criterion_id
            return criterion_id

        return self._change(f"Make criterion {draft.name.strip()}", work)

    def link_requirement(self, requirement_id: str, criterion_id: str) -> Outcome[None]:
        """Note that a requirement led to a criterion; one that led to another before changes over."""

        def work(session: Session) -> None:
            criterion = find(session, Criterion, criterion_id)
            _requirement(session, requirement_id, criterion.evaluation_id).criterion_id = criterion_id

        return self._change(self._labelled("Link requirement to", "criterion", criterion_id), work)

    def unlink_requirement(self, requirement_id: str) -> Outcome[None]:
        """Take the link from a requirement to its criterion away."""

        def work(session: Session) -> None:
            find(session, Requirement, requirement_id).criterion_id = None

        return self._change("Unlink requirement", work)

    def _labelled(self, verb: str, kind: str, record_id: str) -> str:
        return self._read(lambda session: f"{verb} {named(session, kind, record_id)}")

    def _refit(
        self,
        session: Session,
        criterion: Criterion,
        function: ValueFunction,
        renamed: Mapping[str, str],
        *,
        accept_loss: bool,
    ) -> None:
        """Carry scores over to renamed levels and make those unknown that do not fit any more."""
        lost = []
        for score in session.scalars(select(Score).where(Score.criterion_id == criterion.id)):
            if criterion.value_kind == "levels":
                for end in ("value", "low", "high"):
                    setattr(score, end, renamed.get(getattr(score, end), getattr(score, end)))
            if not all(fits(function, raw) for raw in (score.value, score.low, score.high)):
                lost.append(score)
        if lost and not accept_loss:
            count = "1 score does" if len(lost) == 1 else f"{len(lost)} scores do"
            raise UserError(
                f"{count} not fit the new scale of {criterion.name} and would become unknown.",
                UNCHANGED,
                "Confirm that they are lost, or keep the levels they use.",
            )
        for score in lost:
            score.value = score.low = score.high = None


def new_criterion(session: Session, evaluation_id: str, draft: CriterionDraft) -> str:
    """Add a criterion after the others, with the mean weight of those it stands beside; return its id."""
    find(session, Evaluation, evaluation_id)
    siblings = select(Criterion.position).where(Criterion.evaluation_id == evaluation_id)
    if len(list(session.scalars(siblings))) >= MAX_CRITERIA:
        raise UserError(f"An evaluation holds at most {MAX_CRITERIA} criteria.", UNCHANGED)
    key = criterion_key(session, evaluation_id, draft.name)
    checked = checked_criterion(draft.criterion(key))
    criterion = Criterion(
        evaluation_id=evaluation_id,
        key=key,
        position=last_position(session, siblings),
        **criterion_columns(checked),
    )
    session.add(criterion)
    session.flush()
    group_id = _group_id(session, evaluation_id, draft)
    joining.regroup(session, criterion, group_id)
    if group_id is not None and draft.new_group:
        join_as_others(session, find(session, CriteriaGroup, group_id))
    return criterion.id


def _position_in_group(
    everyone: Sequence[tuple[str, str]], members: Sequence[tuple[str, str]], criterion_id: str, index: int
) -> str:
    """Return the position among all criteria that is the place `index` among the members of a group."""
    others = [member for member, _ in members if member != criterion_id]
    index = max(0, min(index, len(others)))
    rest = [one for one, _ in everyone if one != criterion_id]
    if index < len(others):
        return moved_position(everyone, criterion_id, rest.index(others[index]))
    return moved_position(everyone, criterion_id, rest.index(others[-1]) + 1 if others else len(rest))


def _new_group(session: Session, evaluation_id: str, name: str) -> str:
    siblings = select(CriteriaGroup.position).where(CriteriaGroup.evaluation_id == evaluation_id)
    group = CriteriaGroup(
        evaluation_id=evaluation_id,
        key=criterion_key(session, evaluation_id, name),
        position=last_position(session, siblings),
    )
    assign(entities()["criteria_group"], group, {"name": name})
    session.add(group)
    session.flush()
    return group.id


def _group_id(session: Session, evaluation_id: str, draft: CriterionDraft) -> str | None:
    if draft.new_group:
        return _new_group(session, evaluation_id, draft.new_group)
    key = draft.group
    if key is None:
        return None
    query = select(CriteriaGroup.id).where(CriteriaGroup.evaluation_id == evaluation_id, CriteriaGroup.key == key)
    found = session.scalars(query).first()
    if found is None:
        raise UserError(f"There is no group {key!r} in this evaluation.", UNCHANGED)
    return found


def _requirement(session: Session, requirement_id: str, evaluation_id: str) -> Requirement:
    """Return a requirement of the engagement the evaluation belongs to."""
    requirement = find(session, Requirement, requirement_id)
    need = find(session, Need, requirement.need_id)
    engagement_id = find(session, Evaluation, evaluation_id).engagement_id
    if engagement_id is not None and need.engagement_id != engagement_id:
        raise UserError("This requirement belongs to another engagement.", UNCHANGED)
    return requirement
