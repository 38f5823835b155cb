"""Templates: criteria with scales and anchors for a category of software, default weights and those of use cases.

The file is `consultant-desk/template` version 1, with groups, criteria and weights in the shape of the evaluation file.
Nothing about a client, a product or a score is in it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from consultant_desk.domain.evaluation.file_criteria import read_criteria, read_groups
from consultant_desk.domain.evaluation.file_kinds import CALLED, of_format
from consultant_desk.domain.evaluation.file_scores import read_date
from consultant_desk.domain.evaluation.file_weights import Leaves, read_weights
from consultant_desk.domain.evaluation.node import FaultLog, Node, refused
from consultant_desk.domain.evaluation.problem import Criterion, Group, MeanWeights, Problem, WeightAnswers
from consultant_desk.domain.evaluation.strict_json import parse
from consultant_desk.domain.evaluation.writing import Json, Record, criteria_tree, groups_tree, weights_tree
from consultant_desk.errors import UserError

FORMAT = "consultant-desk/template"
VERSION = 1
MAX_USE_CASES = 50
MAX_SOURCES = 100
MAX_NUMBER = 999
SUFFIX = ".template.json"

QUALITIES = tuple(
    f"ISO/IEC 25010: {name}"
    for name in (
        "Functional suitability",
        "Performance efficiency",
        "Compatibility",
        "Interaction capability",
        "Reliability",
        "Security",
        "Maintainability",
        "Flexibility",
        "Safety",
    )
) + tuple(
    f"Buying: {name}"
    for name in (
        "Total cost",
        "Vendor viability",
        "Support",
        "Contract and exit",
        "Implementation effort",
        "Data location",
    )
)
"""What a criterion of a template of the program measures: the product quality model of 2023, or a buying criterion."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where criteria come from; `where` is an address or a place in a book."""

    title: str
    author: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class UseCase:
    """Weights for one way the software is used."""

    id: str
    name: str
    weights: WeightAnswers
    note: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a template; `number` counts from 1, `date` is an ISO date or empty."""

    id: str
    name: str
    category: str
    criteria: tuple[Criterion, ...]
    weights: WeightAnswers
    groups: tuple[Group, ...] = ()
    number: int = 1
    date: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    use_cases: tuple[UseCase, ...] = ()

    def weights_of(self, use_case: str = "") -> WeightAnswers:
        """Return the weights of a use case, the default ones without; `UserError` when there is none of that id."""
        if not use_case:
            return self.weights
        for one in self.use_cases:
            if one.id == use_case:
                return one.weights
        raise UserError(f"{self.name} has no use case {use_case!r}.", "Nothing was changed.")


def problem_of(template: Template, use_case: str = "") -> Problem:
    """Return an evaluation with the criteria and weights of a template, and no candidates yet."""
    return Problem(
        title=template.name,
        criteria=template.criteria,
        weights=template.weights_of(use_case),
        candidates=(),
        groups=template.groups,
    )


def template_of(problem: Problem, template: Template, use_cases: Sequence[UseCase] = ()) -> Template:
    """Return a template with the criteria and weights of an evaluation and the head of `template`.

    Notes are private and left out, as is all that is about products or people. Weights that are the mean of
    stakeholders have no answers of their own: `UserError`.
    """
    if isinstance(problem.weights, MeanWeights):
        raise UserError("A mean of stakeholders cannot be a template's weights.", "Nothing was changed.")
    return replace(
        template,
        groups=tuple(replace(group, note="") for group in problem.groups),
        criteria=tuple(replace(criterion, note="") for criterion in problem.criteria),
        weights=problem.weights,
        use_cases=tuple(use_cases),
    )


@cache
def builtin_templates() -> tuple[Template, ...]:
    """Return the templates that come with the program, by category."""
    folder = resources.files("resources.templates")
    texts = [one.read_bytes() for one in folder.iterdir() if one.name.endswith(SUFFIX)]
    return tuple(sorted((load_template(text) for text in texts), key=lambda one: (one.category, one.name)))


def load_template(data: bytes | str) -> Template:
    """Return the template a file holds; `UserError` with all its faults when it is not valid."""
    tree, _version = of_format(parse(data, CALLED[FORMAT]), FORMAT, VERSION)
    log = FaultLog(2)
    root = Node(tree, "$", log)
    root.record(
        ("format", "version", "id", "name", "category", "criteria", "weights"),
        ("number", "date", "note", "sources", "groups", "use_cases"),
    )
    template = _read(root)
    if log.faults:
        raise refused(log, "template file", "Nothing was taken in.")
    return template


def dump_template(template: Template) -> str:
    """Return a template as the text of a file; `load_template` gives the same back."""
    tree: Record = {
        "format": FORMAT,
        "version": VERSION,
        "id": template.id,
        "name": template.name,
        "category": template.category,
        "number": template.number,
        "date": template.date,
        "note": template.note,
        "sources": [_source_tree(one) for one in template.sources],
        "groups": groups_tree(template.groups),
        "criteria": criteria_tree(template.criteria),
        "weights": weights_tree(template.weights),
        "use_cases": [_use_case_tree(one) for one in template.use_cases],
    }
    empty: tuple[Json, ...] = ("", [])
    return json.dumps({key: one for key, one in tree.items() if one not in empty}, ensure_ascii=False, indent=2) + "\n"


def _read(root: Node) -> Template:
    groups = read_groups(root.child("groups"))
    criteria = read_criteria(root.child("criteria"), groups)
    leaves = Leaves.of(criteria, groups)
    return Template(
        id=root.child("id").identifier(),
        name=root.child("name").filled(),
        category=root.child("category").filled(),
        criteria=criteria,
        weights=_weights(root.child("weights"), leaves),
        groups=groups,
        number=root.child("number").whole(1, MAX_NUMBER, 1),
        date=read_date(root.child("date")),
        note=root.child("note").text(),
        sources=tuple(_source(one) for one in root.child("sources").items(MAX_SOURCES)),
        use_cases=_use_cases(root.child("use_cases"), leaves),
    )


def _weights(node: Node, leaves: Leaves) -> WeightAnswers:
    answers = read_weights(node, leaves)
    if node.given and isinstance(answers, MeanWeights) and node.child("method").raw == "mean":
        node.child("method").fault('is "mean"', "answers of its own")
    return answers


def _source(node: Node) -> Source:
    node.record(("title",), ("author", "where"))
    return Source(node.child("title").filled(), node.child("author").text(), node.child("where").text())


def _use_cases(node: Node, leaves: Leaves) -> tuple[UseCase, ...]:
    found: list[UseCase] = []
    seen: set[str] = set()
    for entry in node.items(MAX_USE_CASES):
        if not entry.record(("id", "name", "weights"), ("note",)):
            continue
        key = entry.child("id").identifier()
        if key and key in seen:
            entry.child("id").fault(f'"{key}" stands twice', "an id of its own")
        seen.add(key)
        weights = _weights(entry.child("weights"), leaves)
        found.append(UseCase(key, entry.child("name").filled(), weights, entry.child("note").text()))
    return tuple(found)


def _source_tree(source: Source) -> Record:
    more: Record = {"author": source.author, "where": source.where}
    return {"title": source.title, **{key: text for key, text in more.items() if text}}


def _use_case_tree(case: UseCase) -> Record:
    note: Record = {"note": case.note} if case.note else {}
    return {"id": case.id, "name": case.name, **note, "weights": weights_tree(case.weights)}
