"""Sets of weights as the workbench shows them: your own and one for each stakeholder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consultant_desk.domain.evaluation.problem import PairwiseWeights, RankFormula, ValueFunction, WeightAnswers


@dataclass(frozen=True, slots=True)
class MethodAnswers:
    """What was answered by each method, by criterion or group key; each method keeps its own.

    `direct` and `swing` are points, `rank` is the order from 1. Keys without an answer are absent. `pairwise` are the
    judgements of this level, None where none was ever made.
    """

    method: str
    formula: RankFormula
    direct: Mapping[str, float] = field(default_factory=dict)
    swing: Mapping[str, float] = field(default_factory=dict)
    rank: Mapping[str, int] = field(default_factory=dict)
    pairwise: PairwiseWeights | None = None


@dataclass(frozen=True, slots=True)
class WeightSetRow:
    """One set of weights: `id` is the record of a stakeholder's, "own" for your own, whether or not they decide.

    `answers` are those of the methods in use, `kept` what every method was answered at the top, `local` the same by key
    of a group. `stale` holds by criterion the scale its weight was given for, where it has another one now.
    """

    id: str
    name: str
    answers: WeightAnswers
    kept: MethodAnswers
    local: Mapping[str, MethodAnswers] = field(default_factory=dict)
    stale: Mapping[str, ValueFunction] = field(default_factory=dict)
    note: str = ""
    person_id: str = ""
    answered_at: str = ""
    source: str = ""
