"""Read the evaluation file (`*.evaluation.json`): strict, complete, with every fault named by its JSON path.

The same rules stand in `evaluation-1.schema.json` and `evaluation-2.schema.json` in `resources/schemas` as far as a
schema can say them; a test keeps them in agreement. Writing is `writing`.
"""

from __future__ import annotations

from consultant_desk.domain.evaluation.file_costs import read_costs
from consultant_desk.domain.evaluation.file_criteria import read_criteria, read_groups
from consultant_desk.domain.evaluation.file_kinds import CALLED, of_format
from consultant_desk.domain.evaluation.file_options import read_options
from consultant_desk.domain.evaluation.file_scores import read_cells, read_evidence
from consultant_desk.domain.evaluation.file_weights import Leaves, read_stakeholders, read_weights
from consultant_desk.domain.evaluation.node import FaultLog, Node, refused
from consultant_desk.domain.evaluation.problem import Candidate, MeanWeights, Problem
from consultant_desk.domain.evaluation.strict_json import parse

FORMAT = "consultant-desk/evaluation"
NEWEST = 2

MAX_CANDIDATES = 500

REQUIRED = ("format", "version", "title", "criteria", "weights", "candidates")
OPTIONAL = ("groups", "stakeholders", "scores", "evidence", "costs", "options")


def load(data: bytes | str) -> Problem:
    """Return the problem an evaluation file holds; `UserError` with all its faults when it is not valid."""
    tree, version = of_format(parse(data, CALLED[FORMAT]), FORMAT, NEWEST)
    log = FaultLog(version)
    root = Node(tree, "$", log)
    root.record(REQUIRED, OPTIONAL)
    problem = _read(root)
    if log.faults:
        raise refused(log, "evaluation file", "Nothing was evaluated.")
    return problem


def _read(root: Node) -> Problem:
    title = root.child("title").text()
    groups = read_groups(root.child("groups"))
    criteria = read_criteria(root.child("criteria"), groups)
    candidates = _read_candidates(root.child("candidates"))
    leaves = Leaves.of(criteria, groups)
    evidence = read_evidence(root.child("evidence"))
    stakeholders = read_stakeholders(root.child("stakeholders"), leaves)
    weights = read_weights(root.child("weights"), leaves)
    if isinstance(weights, MeanWeights) and not stakeholders:
        root.child("weights").child("method").fault("there are no stakeholders to take the mean of", "stakeholders")
    options = read_options(root.child("options"), criteria)
    return Problem(
        title=title,
        groups=groups,
        criteria=criteria,
        weights=weights,
        candidates=candidates,
        cells=read_cells(root.child("scores"), criteria, candidates, evidence),
        stakeholders=stakeholders,
        evidence=evidence,
        costs=read_costs(root.child("costs"), candidates, options),
        options=options,
    )


def _read_candidates(node: Node) -> tuple[Candidate, ...]:
    candidates = []
    seen: set[str] = set()
    entries = node.items(MAX_CANDIDATES)
    if node.given and isinstance(node.raw, list) and not entries:
        node.fault("is empty", "at least one candidate")
    for entry in entries:
        if not entry.record(("id", "name"), ("baseline", "product", "note")):
            continue
        key = entry.child("id").identifier()
        if key in seen:
            entry.child("id").fault(f'"{key}" stands twice', "an id of its own")
        seen.add(key)
        candidates.append(
            Candidate(
                id=key,
                name=entry.child("name").filled(),
                baseline=entry.child("baseline").flag(),
                product=entry.child("product").text(),
                note=entry.child("note").text(),
            )
        )
    return tuple(candidates)
