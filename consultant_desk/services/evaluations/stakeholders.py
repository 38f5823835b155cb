"""Stakeholders: who weighs beside you, and whether your own weights decide or the mean of theirs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.file_weights import MAX_STAKEHOLDERS
from consultant_desk.domain.evaluation.problem import MeanWeights, PointWeights, WeightAnswers
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.person import Person
from consultant_desk.entities.registry import entities
from consultant_desk.entities.weights import LocalMethod, WeightSet
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.answering import put_answers
from consultant_desk.services.evaluations.answers import WeightTree
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.joining import FULL_POINTS
from consultant_desk.services.evaluations.keys import key_from, used_keys
from consultant_desk.services.evaluations.weight_sets import MEAN, OWN, ChosenSet, chosen_set
from consultant_desk.services.evaluations.weighting import WeightOperations, complete, top_shares
from consultant_desk.services.operations import FieldValue, assign, find, last_position

LONGEST_NAME = 200


class StakeholderOperations(WeightOperations):
    """Operations on stakeholders, named by the id of their set of weights."""

    def add_stakeholder(
        self, evaluation_id: str, name: str, *, person_id: str | None = None, copy_own: bool = False
    ) -> Outcome[str]:
        """Add a stakeholder after the others and return the id of the weights.

        Everything weighs the same at first, or as your own weights when `copy_own` says so: those would be an anchor.
        """

        def work(session: Session) -> str:
            chosen = chosen_set(session, evaluation_id, OWN)
            people = [row for row in chosen.records.sets if row.role == "stakeholder"]
            if len(people) >= MAX_STAKEHOLDERS:
                raise UserError(f"An evaluation holds at most {MAX_STAKEHOLDERS} stakeholders.", UNCHANGED)
            if person_id is not None:
                find(session, Person, person_id)
            siblings = select(WeightSet.position).where(WeightSet.evaluation_id == evaluation_id)
            row = WeightSet(
                evaluation_id=evaluation_id,
                position=last_position(session, siblings),
                role="stakeholder",
                key=key_from(name, used_keys(session, evaluation_id, WeightSet), "stakeholder"),
                method="direct",
                person_id=person_id,
            )
            assign(entities()["weight_set"], row, {"name": _checked_name(chosen, name, "")})
            session.add(row)
            session.flush()
            for group in chosen.tree.inner:
                group_id = next(one.id for one in chosen.records.groups if one.key == group)
                pair = {"weight_set_id": row.id, "group_id": group_id}
                session.add(LocalMethod(id=pair_id("local_method", *pair.values()), **pair, method="direct"))
            session.flush()
            fresh = chosen_set(session, evaluation_id, row.id)
            if fresh.tree.top.items:
                put_answers(session, fresh, _copied(chosen) if copy_own else _equal(fresh.tree))
            return row.id

        return self._change(f"Add stakeholder {name.strip()}", work)

    def edit_stakeholder(self, set_id: str, **values: FieldValue) -> Outcome[None]:
        """Set name, note or the person of the client (`person_id`)."""
        known: dict[str, FieldValue] = {name: values[name] for name in ("name", "note", "person_id") if name in values}

        def work(session: Session) -> None:
            row = _stakeholder(session, set_id)
            if "name" in known:
                chosen = chosen_set(session, row.evaluation_id, OWN)
                known["name"] = _checked_name(chosen, str(known["name"] or ""), set_id)
            if known.get("person_id"):
                find(session, Person, str(known["person_id"]))
            assign(entities()["weight_set"], row, known)

        return self._change(f"Edit stakeholder {self._name_of(set_id)}", work)

    def remove_stakeholder(self, set_id: str) -> Outcome[None]:
        """Move a stakeholder with the weights to the Trash; refused for the last one while the mean decides."""

        def check(session: Session) -> None:
            row = _stakeholder(session, set_id)
            chosen = chosen_set(session, row.evaluation_id)
            people = [one for one in chosen.records.sets if one.role == "stakeholder"]
            if chosen.row.method == MEAN and len(people) == 1:
                raise UserError(
                    "The mean of the stakeholders decides, and this is the last one.",
                    UNCHANGED,
                    "Let your own weights decide first.",
                )

        self._read(check)
        return self._trash("weight_set", set_id)

    def copy_weights(self, evaluation_id: str, set_id: str, source: str = OWN) -> Outcome[None]:
        """Give a stakeholder (or with "own" you) the answers of another set, by default your own."""

        def work(session: Session) -> None:
            answers = _copied(chosen_set(session, evaluation_id, source))
            put_answers(session, chosen_set(session, evaluation_id, set_id), answers)

        return self._change(f"Copy weights{self._suffix(set_id)}", work)

    def set_deciding(self, evaluation_id: str, decides: str) -> Outcome[None]:
        """Let your own weights decide ("own"), or the mean of the stakeholders ("mean").

        Your own weights are kept while the mean decides. Where you never gave any they start from the mean.
        """
        if decides not in {OWN, MEAN}:
            raise UserError(f"{decides!r} cannot decide.", UNCHANGED, "Choose own or mean.")

        def work(session: Session) -> None:
            chosen = chosen_set(session, evaluation_id)
            row = find(session, WeightSet, chosen.row.id)
            if decides == MEAN:
                if not any(one.role == "stakeholder" for one in chosen.records.sets):
                    raise UserError("There are no stakeholders to take the mean of.", UNCHANGED, "Add one first.")
                if row.method != MEAN:
                    row.own_method, row.method = row.method, MEAN
            elif row.method == MEAN:
                method = row.own_method or "direct"
                complete(session, chosen.tree.set_id, chosen.tree.top, method, top_shares(chosen.records, chosen.tree))
                row.method, row.own_method = method, None

        words = "the mean of the stakeholders" if decides == MEAN else "your own weights"
        return self._change(f"Let {words} decide", work)

    def _name_of(self, set_id: str) -> str:
        return self._read(lambda session: _stakeholder(session, set_id).name)


def _stakeholder(session: Session, set_id: str) -> WeightSet:
    row = find(session, WeightSet, set_id)
    if row.role != "stakeholder":
        raise UserError("These weights belong to no stakeholder.", UNCHANGED)
    return row


def _checked_name(chosen: ChosenSet, name: str, set_id: str) -> str:
    """Return a name that no other stakeholder has; the file tells them apart by it."""
    name = " ".join(name.split())
    if not name:
        raise UserError("A stakeholder needs a name.", UNCHANGED)
    if len(name) > LONGEST_NAME:
        raise UserError(f"The name of a stakeholder has at most {LONGEST_NAME} characters.", UNCHANGED)
    others = (row for row in chosen.records.sets if row.role == "stakeholder" and row.id != set_id)
    if any(row.name.casefold() == name.casefold() for row in others):
        raise UserError(f"There is a stakeholder “{name}” already.", UNCHANGED)
    return name


def _copied(chosen: ChosenSet) -> WeightAnswers:
    """Return the answers of a set; equal ones where it was never answered."""
    answers = chosen.tree.answers()
    unanswered = isinstance(answers, PointWeights) and not any(value for _, value in answers.points)
    return _equal(chosen.tree) if isinstance(answers, MeanWeights) or unanswered else answers


def _equal(tree: WeightTree) -> PointWeights:
    within = tuple(
        (key, PointWeights("direct", tuple((one, FULL_POINTS) for one in level.keys)))
        for key, level in tree.inner.items()
    )
    return PointWeights("direct", tuple((key, FULL_POINTS) for key in tree.top.keys), within)
