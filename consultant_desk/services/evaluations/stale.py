"""Answer weights that were given for another scale: take the rescaled one, or keep the weight as it is."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.rescaling import range_factor, rescaled
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.columns import criterion_of
from consultant_desk.services.evaluations.stale_scales import scale_of
from consultant_desk.services.evaluations.weight_sets import ChosenSet, chosen_set, settle
from consultant_desk.services.evaluations.weighting import WeightOperations, leaf_share, move_share


class StaleOperations(WeightOperations):
    """Operations on weights whose criterion has another scale than the one they were given for."""

    def take_rescaled(self, evaluation_id: str, key: str, *, set_id: str = "") -> Outcome[None]:
        """Give a criterion the weight that keeps the worth of its old range; the others keep their proportions."""

        def work(session: Session) -> None:
            chosen = chosen_set(session, evaluation_id, set_id)
            factor = _factor(chosen, key)
            if factor is None:
                raise UserError("The old scale and the new one have no common measure.", UNCHANGED, "Weigh it anew.")
            move_share(session, chosen, key, rescaled(leaf_share(chosen, key), factor))

        return self._change(self._naming("Rescale weight of", evaluation_id, key, set_id), work)

    def keep_weight(self, evaluation_id: str, key: str, *, set_id: str = "") -> Outcome[None]:
        """Say that a weight holds for the new scale as well."""

        def work(session: Session) -> None:
            chosen = chosen_set(session, evaluation_id, set_id)
            _given(chosen, key)
            settle(session, chosen, key)

        return self._change(self._naming("Keep weight of", evaluation_id, key, set_id), work)


def _given(chosen: ChosenSet, key: str) -> str:
    """Return the scale kept beside a weight; `UserError` when there is none."""
    _, level = chosen.level_of(key)
    stale = next(item.stale for item in level.items if item.key == key)
    if not stale:
        raise UserError("This weight belongs to the scale it has now.", UNCHANGED)
    return stale


def _factor(chosen: ChosenSet, key: str) -> float | None:
    given = scale_of(_given(chosen, key))
    row = next(one for one in chosen.records.criteria if one.key == key)
    return range_factor(given, criterion_of(row, None).value)
