"""Evaluations in the workspace: what the workbench reads and every change it can make, in terms of the evaluation file.

Figures are worked out by the evaluation core from the problem this package hands over, never here.
"""

from consultant_desk.services.evaluations.area import Evaluations
from consultant_desk.services.evaluations.cost_drafts import CostDraft
from consultant_desk.services.evaluations.coverage import CoverageEdit
from consultant_desk.services.evaluations.drafts import KEEP, CriterionDraft, InterestDraft, ItemDraft, ScoreEdit
from consultant_desk.services.evidence import EvidenceDraft

__all__ = [
    "KEEP",
    "CostDraft",
    "CoverageEdit",
    "CriterionDraft",
    "Evaluations",
    "EvidenceDraft",
    "InterestDraft",
    "ItemDraft",
    "ScoreEdit",
]
