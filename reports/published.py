"""What may leave the house: the snapshot without notes, which are the consultant's own, in colours that are some."""

from __future__ import annotations

from dataclasses import replace

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import UserError
from reports.colours import channels


def published(snapshot: ReportSnapshot) -> ReportSnapshot:
    """Return the snapshot as it is printed and attached; notes are no part of the problem's digest.

    `UserError` for a brand whose colours are none.
    """
    refuse_colours(snapshot.brand)
    return replace(snapshot, problem=_without_notes(snapshot.problem))


def _without_notes(problem: Problem) -> Problem:
    return replace(
        problem,
        groups=tuple(replace(one, note="") for one in problem.groups),
        criteria=tuple(replace(one, note="") for one in problem.criteria),
        candidates=tuple(replace(one, note="") for one in problem.candidates),
        cells=tuple(replace(one, note="") for one in problem.cells),
        stakeholders=tuple(replace(one, note="") for one in problem.stakeholders),
    )


def refuse_colours(brand: Brand) -> None:
    """Raise `UserError` for a brand whose colours are none."""
    for field, colour in (("first colour", brand.primary), ("second colour", brand.secondary)):
        try:
            channels(colour)
        except ValueError:
            raise UserError(
                f"The {field} of the brand is not a colour.", "No report was made.", "Write it as #24408E."
            ) from None
