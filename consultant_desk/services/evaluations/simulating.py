"""What an evaluation draws: by which scheme, how many samples, from which seed, with scores drawn or as shown."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.file_options import MAX_SAMPLES, MAX_SEED
from consultant_desk.domain.evaluation.problem import SimulationOptions
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.columns import with_simulation
from consultant_desk.services.operations import Area, find, named


class SimulationOperations(Area):
    """Operations on the simulation that an evaluation asks for."""

    def set_simulation(self, evaluation_id: str, options: SimulationOptions | None) -> Outcome[None]:
        """Ask for another simulation, or with None for no other than the verdict's own.

        It is no part of what a lock holds, and the verdict does not follow it but for the seed.
        """
        if options is not None:
            _check(options)

        def work(session: Session) -> None:
            evaluation = find(session, Evaluation, evaluation_id)
            evaluation.options_json = with_simulation(evaluation.options_json, options)

        label = self._read(lambda session: f"Set simulation of {named(session, 'evaluation', evaluation_id)}")
        return self._change(label, work)


def _check(options: SimulationOptions) -> None:
    if not 1 <= options.samples <= MAX_SAMPLES:
        hint = f"Enter a whole number from 1 to {MAX_SAMPLES:,}."
        raise UserError(f"There cannot be {options.samples:,} samples.", UNCHANGED, hint)
    if not 0 <= options.seed <= MAX_SEED:
        raise UserError(f"A seed cannot be {options.seed}.", UNCHANGED, f"Enter a whole number from 0 to {MAX_SEED}.")
    if not 0 <= options.spread <= 1:
        raise UserError(f"A spread cannot be {options.spread:g}.", UNCHANGED, "Enter a share such as 0.2.")
