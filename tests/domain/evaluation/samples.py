"""The evaluation file of the format's description, as JSON data that tests may bend."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.errors import UserError

Tree = dict[str, Any]

_TEXT = """
{"format": "consultant-desk/evaluation", "version": 1, "title": "Customer desk",
 "groups": [{"id": "work", "name": "Desk work"}],
 "criteria": [
  {"id": "price", "name": "Price per seat", "direction": "min", "unit": "EUR", "scale": [60, 10], "cost": true},
  {"id": "fit",   "name": "Fit to process", "group": "work", "direction": "max", "scale": [0, 10],
   "value": {"kind": "piecewise", "points": [[0, 0], [6, 80], [10, 100]]}},
  {"id": "hours", "name": "Support hours",  "group": "work", "direction": "max", "unit": "h", "scale": [0, 24],
   "must": {"op": ">=", "value": 8}},
  {"id": "sso",   "name": "Single sign-on", "direction": "max",
   "value": {"kind": "levels", "levels": {"no": 0, "add-on": 40, "built in": 100}},
   "must": {"op": ">=", "level": "add-on"}}],
 "weights": {"method": "direct", "points": {"price": 30, "work": 50, "sso": 20},
             "within": {"work": {"method": "swing", "points": {"fit": 100, "hours": 40}}}},
 "stakeholders": [{"name": "Owner", "weights": {"method": "direct",
                   "points": {"price": 50, "fit": 20, "hours": 10, "sso": 20}}}],
 "candidates": [{"id": "nw", "name": "Northwind Desk"},
                {"id": "keep", "name": "Keep the spreadsheet", "baseline": true}],
 "scores": [{"candidate": "nw", "criterion": "price", "value": 25, "low": 22, "high": 30},
            {"candidate": "nw", "criterion": "sso", "level": "built in", "confidence": "high", "rationale": "...",
             "evidence": ["E1"], "evidence_state": "tested"},
            {"candidate": "keep", "criterion": "fit", "low": 1, "high": 3},
            {"candidate": "keep", "criterion": "sso", "unknown": true}],
 "evidence": [{"id": "E1", "kind": "tested", "source": "https://example.org/doc", "date": "2026-11-03",
               "quote": "..."}],
 "costs": [{"candidate": "nw", "label": "Licences", "amount": "4800.00", "currency": "EUR",
            "from_year": 1, "to_year": 3}],
 "options": {"horizon_years": 3, "discount_rate": 0.05, "methods": ["topsis", "vikor", "promethee2"],
             "topsis_matrix": "value", "promethee": {"fit": {"type": "vshape_indiff", "q": 0.5, "p": 5}},
             "vikor_v": 0.5, "simulation": {"scheme": "all", "samples": 100000, "seed": 1}}}
"""


def described() -> Tree:
    """Return a fresh copy of the example."""
    tree: Tree = copy.deepcopy(json.loads(_TEXT))
    return tree


def read(tree: Tree) -> Problem:
    """Read JSON data as an evaluation file."""
    return load(json.dumps(tree))


def faults_of(data: Tree | str | bytes) -> dict[str, str]:
    """Return the faults of a file as {place: line}; empty when it is valid."""
    try:
        load(json.dumps(data) if isinstance(data, dict) else data)
    except UserError as error:
        if not error.faults:
            raise
        return {fault.where: fault.line() for fault in error.faults}
    return {}


@cache
def harbour() -> Problem:
    """Return the evaluation of the mock-ups."""
    file = Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json"
    return load(file.read_text(encoding="utf-8"))
