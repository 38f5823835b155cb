"""Templates: start an evaluation from one, take criteria of one, keep an evaluation as one, in and out as a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.problem import Criterion as CriterionShape
from consultant_desk.domain.evaluation.problem import MeanWeights
from consultant_desk.domain.evaluation.template import Template, dump_template, load_template, problem_of, template_of
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import CriteriaGroup, Criterion, Evaluation
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.candidates import BASELINE, new_candidate
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.columns import number_text
from consultant_desk.services.evaluations.criteria import MAX_CRITERIA, new_criterion
from consultant_desk.services.evaluations.drafts import CriterionDraft
from consultant_desk.services.evaluations.importing import store_problem
from consultant_desk.services.evaluations.joining import put_answer
from consultant_desk.services.evaluations.keys import key_from
from consultant_desk.services.evaluations.problem import problem_of as stored_problem
from consultant_desk.services.evaluations.records import load
from consultant_desk.services.evaluations.template_store import (
    fitting_cases,
    found_template,
    free_name,
    new_template,
    next_version,
    own_template,
    rename,
    template_rows,
    version_rows,
)
from consultant_desk.services.evaluations.weight_sets import OWN, chosen_set
from consultant_desk.services.operations import Area, assign, find, named
from consultant_desk.services.rows.templates import TemplateOrigin, TemplateRow, TemplateVersionRow

POINTS = ("direct", "swing")


class TemplateOperations(Area):
    """Operations on templates, named by the id of a template of the program or of the record of one's own."""

    def templates(self) -> tuple[TemplateRow, ...]:
        """Return the templates of the program and one's own, by category and name."""
        return self._read(template_rows)

    def template(self, template_id: str, number: int | None = None) -> Template:
        """Return a template in one of its versions, the newest when none is named."""
        return self._read(lambda session: found_template(session, template_id, number))

    def template_versions(self, template_id: str) -> tuple[TemplateVersionRow, ...]:
        """Return the versions of a template, newest first."""
        return self._read(lambda session: version_rows(session, template_id))

    def template_origin(self, evaluation_id: str) -> TemplateOrigin:
        """Return category and template an evaluation was started from."""

        def work(session: Session) -> TemplateOrigin:
            evaluation = find(session, Evaluation, evaluation_id)
            return TemplateOrigin(evaluation.category, evaluation.template_key, evaluation.template_version)

        return self._read(work)

    def create_from_template(
        self,
        template_id: str,
        title: str,
        engagement_id: str | None = None,
        use_case: str = "",
        question: str = "",
        *,
        number: int | None = None,
    ) -> Outcome[str]:
        """Make an evaluation with the criteria and weights of a template; return its id.

        What they have now is the first candidate. `use_case` takes the weights of that use case.
        """

        def work(session: Session) -> str:
            if engagement_id is not None:
                find(session, Engagement, engagement_id)
            template = found_template(session, template_id, number)
            problem = replace(problem_of(template, use_case), title=title.strip(), candidates=())
            evaluation_id = store_problem(session, problem, engagement_id)
            evaluation = find(session, Evaluation, evaluation_id)
            assign(entities()["evaluation"], evaluation, {"title": title, "question": question})
            _note_origin(evaluation, template_id, template)
            new_candidate(session, evaluation_id, BASELINE, baseline_key="keep")
            return evaluation_id

        return self._change(f"Add evaluation {title.strip()}", work)

    def add_from_template(
        self,
        evaluation_id: str,
        template_id: str,
        criterion_ids: Collection[str],
        *,
        use_case: str = "",
        number: int | None = None,
    ) -> Outcome[tuple[str, ...]]:
        """Add criteria of a template after the others and return their record ids, in the order of the template.

        They join a group of the same name, or one that is made. In an evaluation without criteria they weigh what the
        template says, else the mean of those they stand beside. `UserError` when one of that name is there already.
        """
        template = self.template(template_id, number)
        chosen = [criterion for criterion in template.criteria if criterion.id in criterion_ids]
        if not chosen or len(chosen) != len(set(criterion_ids)):
            raise UserError(
                "These criteria are not in the template.", UNCHANGED, "Choose at least one of its criteria."
            )

        def work(session: Session) -> tuple[str, ...]:
            evaluation = find(session, Evaluation, evaluation_id)
            there = list(session.scalars(select(Criterion.name).where(Criterion.evaluation_id == evaluation_id)))
            _refuse_there(there, [criterion.name for criterion in chosen])
            added = {one.id: new_criterion(session, evaluation_id, _draft(session, evaluation_id, template, one))
                     for one in chosen}  # fmt: skip
            if not there:
                _weigh_as_stated(session, evaluation_id, template, use_case, added)
                _note_origin(evaluation, template_id, template)
            return tuple(added.values())

        counted = "1 criterion" if len(chosen) == 1 else f"{len(chosen)} criteria"
        return self._change(f"Add {counted} of {template.name}", work)

    def save_template(
        self,
        evaluation_id: str,
        name: str,
        category: str,
        note: str,
        *,
        template_id: str | None = None,
        use_cases: bool = True,
    ) -> Outcome[str]:
        """Keep criteria, scales and weights of an evaluation as a new template of one's own; return its id.

        With a `template_id` they become the next version of that one; `note` then says what changed, and `use_cases`
        carries the use cases over whose weights still fit. Candidates, scores, notes and stakeholders are left out.
        """
        today = self._clock.today().isoformat()

        def work(session: Session) -> str:
            template = _kept(session, evaluation_id, name, category, today)
            if template_id is None:
                return new_template(session, replace(template, note=note))
            before = found_template(session, template_id)
            cases = fitting_cases(before, template) if use_cases else ()
            next_version(session, template_id, replace(template, use_cases=cases, sources=before.sources), note)
            return template_id

        return self._change(self._save_label(template_id, name.strip()), work)

    def rename_template(self, template_id: str, name: str, category: str) -> Outcome[None]:
        """Give a template of one's own another name and category; its versions stay as they are."""
        label = self._read(lambda session: f"Rename {named(session, 'template', template_id)}")
        return self._change(label, lambda session: rename(session, template_id, name, category))

    def trash_template(self, template_id: str) -> Outcome[None]:
        """Move a template of one's own with its versions to the Trash; evaluations made from it stay."""
        self._read(lambda session: own_template(session, template_id).id)
        return self._trash("template", template_id)

    def export_template(self, template_id: str, number: int | None = None) -> str:
        """Return the template file of one version, the newest when none is named."""
        return dump_template(self.template(template_id, number))

    def import_template(self, data: bytes | str) -> Outcome[str]:
        """Take in a template file as one's own and return its id; a name that is taken gets a number behind it.

        `UserError` lists every fault of the file.
        """
        template = load_template(data)

        def work(session: Session) -> str:
            return new_template(session, replace(template, name=free_name(session, template.name)))

        return self._change(f"Import template {template.name}", work)

    def _save_label(self, template_id: str | None, name: str) -> str:
        if template_id is None:
            return f"Save template {name}"
        newest = self._read(lambda session: found_template(session, own_template(session, template_id).id))
        return f"Save version {newest.number + 1} of template {name}"


def _kept(session: Session, evaluation_id: str, name: str, category: str, today: str) -> Template:
    """Return what an evaluation leaves to others: nothing of the client, of products or of stakeholders."""
    problem = stored_problem(load(session, evaluation_id))
    if not problem.criteria:
        raise UserError("There are no criteria to keep yet.", UNCHANGED)
    if isinstance(problem.weights, MeanWeights):
        problem = replace(problem, weights=chosen_set(session, evaluation_id, OWN).tree.answers())
    try:
        global_weights(problem)
    except UserError:
        raise UserError("The weights do not decide yet.", UNCHANGED, "Weigh the criteria, then save them.") from None
    clean = " ".join(name.split())
    head = Template(
        id=key_from(clean, (), "template"),
        name=clean,
        category=" ".join(category.split()),
        criteria=(),
        weights=problem.weights,
        date=today,
    )
    return template_of(problem, head)


def _note_origin(evaluation: Evaluation, template_id: str, template: Template) -> None:
    evaluation.category = template.category
    evaluation.template_key = template_id
    evaluation.template_version = template.number


def _refuse_there(there: Collection[str], wanted: Collection[str]) -> None:
    if len(there) + len(wanted) > MAX_CRITERIA:
        raise UserError(f"An evaluation holds at most {MAX_CRITERIA} criteria.", UNCHANGED)
    known = {name.casefold() for name in there}
    for name in wanted:
        if name.casefold() in known:
            raise UserError(
                f"A criterion “{name}” is there already.", UNCHANGED, "Leave it out, or rename one of them."
            )


def _draft(session: Session, evaluation_id: str, template: Template, criterion: CriterionShape) -> CriterionDraft:
    """Return the draft of a criterion in the group of its group's name, which is made where it is missing."""
    draft = CriterionDraft.of(criterion)
    group = next((group for group in template.groups if group.id == criterion.group), None)
    if group is None:
        return replace(draft, group=None)
    query = select(CriteriaGroup.name, CriteriaGroup.key).where(CriteriaGroup.evaluation_id == evaluation_id)
    keys = {name.casefold(): key for name, key in session.execute(query)}
    key = keys.get(group.name.casefold())
    return replace(draft, group=key, new_group="" if key is not None else group.name)


def _weigh_as_stated(
    session: Session, evaluation_id: str, template: Template, use_case: str, added: Mapping[str, str]
) -> None:
    """Give the first criteria of an evaluation the weights the template states, where its method takes points."""
    shares = global_weights(problem_of(template, use_case))
    method = chosen_set(session, evaluation_id, OWN).tree.top.method
    if method not in POINTS or not any(shares[key] for key in added):
        return
    keys = {row.id: row.key for row in load(session, evaluation_id).criteria}
    chosen = chosen_set(session, evaluation_id, OWN)
    items = {item.key: item for item in chosen.tree.top.items}
    for criterion, record in added.items():
        points = number_text(shares[criterion] * 100)
        put_answer(session, chosen.row.id, items[keys[record]], {f"{method}_points": points})
