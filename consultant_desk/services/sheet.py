"""The read model of the evaluation workbench: the problem in file terms, with the record ids behind its keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.services.rows.candidates import CoverageRow, LongRow, RejectedRow
from consultant_desk.services.rows.costs import CostRow
from consultant_desk.services.rows.locks import LockState
from consultant_desk.services.rows.needs import NeedRow
from consultant_desk.services.rows.products import EvidenceRow
from consultant_desk.services.rows.weights import MethodAnswers, WeightSetRow


@dataclass(frozen=True, slots=True)
class InterestRow:
    """The interest in one candidate; kind NONE where nothing was entered, which `stated` tells apart.

    `programme` names the programme that pays. `has_programme`: its product has one, whether one is in it or not;
    `applied_on` is when one applied to one of them, in the last 90 days and without an answer yet.
    """

    candidate: str
    kind: InterestKind
    basis: str
    who_pays: str
    expected: Money | None
    client_price_changes: bool
    stated: bool = False
    programme_id: str = ""
    programme: str = ""
    is_credited: bool = False
    has_programme: bool = False
    applied_on: str = ""


@dataclass(frozen=True, slots=True)
class InterestProposal:
    """The interest in one candidate that follows from the programmes of its product.

    `applied_to` names the programmes one applied to in the last 90 days.
    """

    candidate: str
    kind: InterestKind
    basis: str
    who_pays: str
    expected: Money | None
    programme_id: str
    programme: str
    applied_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationSheet:
    """One evaluation as the workbench shows it.

    `problem` holds the short list only; its ids are the keys. The maps lead from keys to record ids:
    `criteria`, `groups`, `candidates`; `products` from candidate key to product id ("" without one);
    `evidence_ids` from evidence key in the problem to record id.
    `incomplete` says in one sentence why it cannot be evaluated yet (no criteria, no candidates, weights zero), or "".
    `requirement_of` maps a criterion key to the ids of the requirements that led to it. `coverage` is keyed by the
    record ids of candidate and requirement, candidates of all three lists. `answers` and `local_answers`
    are those of the weights that decide; `own_weights` your own, `people` those of the stakeholders in their order.
    `interests` and `proposals` are empty as long as `lock` is blind: weights and scores are settled before anyone looks
    at payments.
    """

    id: str
    title: str
    question: str
    status: str
    engagement_id: str
    client_id: str
    client: str
    currency: str
    problem: Problem
    answers: MethodAnswers
    local_answers: Mapping[str, MethodAnswers]
    criteria: Mapping[str, str]
    groups: Mapping[str, str]
    candidates: Mapping[str, str]
    products: Mapping[str, str]
    evidence_ids: Mapping[str, str]
    evidence: tuple[EvidenceRow, ...]
    needs: tuple[NeedRow, ...]
    requirement_of: Mapping[str, tuple[str, ...]]
    rejected: tuple[RejectedRow, ...]
    interests: tuple[InterestRow, ...]
    incomplete: str = ""
    long_list: tuple[LongRow, ...] = ()
    coverage: Mapping[tuple[str, str], CoverageRow] = field(default_factory=dict)
    own_weights: WeightSetRow | None = None
    people: tuple[WeightSetRow, ...] = ()
    lock: LockState = field(default_factory=LockState)
    costs: tuple[CostRow, ...] = ()
    proposals: tuple[InterestProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class RecommendationItemRow:
    """A part of a recommendation, as in `ItemDraft`; `criterion` and `candidate` are keys or empty."""

    id: str
    kind: str
    text: str
    detail: str
    due_on: str
    criterion: str
    candidate: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationSheet:
    """What the consultant says beyond the figures of one evaluation, each kind of part in its order.

    `about` holds what is said of single candidates: what they fit, their flaws, and who should not buy them.
    """

    evaluation_id: str
    prepared_for: str = ""
    valid_until: str = ""
    reasons: tuple[RecommendationItemRow, ...] = ()
    risks: tuple[RecommendationItemRow, ...] = ()
    conditions: tuple[RecommendationItemRow, ...] = ()
    steps: tuple[RecommendationItemRow, ...] = ()
    adoption: tuple[RecommendationItemRow, ...] = ()
    about: tuple[RecommendationItemRow, ...] = ()

    def said_of(self, candidate: str, kind: str) -> tuple[RecommendationItemRow, ...]:
        """Return what is said of a candidate (by key): its `fit`, `flaw` or `unsuited`."""
        return tuple(row for row in self.about if (row.candidate, row.kind) == (candidate, kind))
