"""Rank acceptability by simulation: how often each candidate comes first when weights and scores are uncertain (SMAA).

The only package that imports numpy; import it late. Draws come from `PCG64.random_raw` alone, whose stream numpy
guarantees across versions, and sums are exact or run element by element in a defined order, so that the same seed and
the same problem give the same shares on every machine.
"""

from consultant_desk.domain.evaluation.simulation.cached import Draws, draws
from consultant_desk.domain.evaluation.simulation.ranges import inner_ranges
from consultant_desk.domain.evaluation.simulation.shares import first_share, simulate

__all__ = ["Draws", "draws", "first_share", "inner_ranges", "simulate"]
