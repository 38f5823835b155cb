"""Points as they are printed: one decimal, a true minus sign, and parts that add up to the printed total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from consultant_desk.domain.evaluation.result import RankedCandidate

MINUS = "\u2212"


def tenths(number: float) -> int:
    """Return a number of points in tenths, halves away from zero."""
    return floor(abs(number) * 10 + 0.5 + 1e-9) * (-1 if number < 0 else 1)


def shared_out(parts: Sequence[float], total: int) -> tuple[int, ...]:
    """Round parts to tenths so that they sum to `total` (in tenths), by largest remainder; the first wins a tie.

    A part is never moved by more than one tenth while the total is the sum of the parts rounded.
    """
    if not parts:
        return ()
    exact = [part * 10 for part in parts]
    rounded = [floor(part) for part in exact]
    missing = total - sum(rounded)
    rising = sorted(range(len(parts)), key=lambda place: rounded[place] - exact[place])
    order = rising if missing > 0 else rising[::-1]
    for turn in range(abs(missing)):
        rounded[order[turn % len(order)]] += 1 if missing > 0 else -1
    return tuple(rounded)


def printed(line: RankedCandidate) -> Mapping[str, int]:
    """Return the contributions of a candidate as printed, in tenths by criterion; they add up to its printed score.

    Figures of groups are sums of these and figures of a contrast differences, so that all of them agree.
    """
    parts = shared_out(list(line.contributions.values()), tenths(line.score))
    return dict(zip(line.contributions, parts, strict=True))


def points_text(in_tenths: int) -> str:
    """Return tenths as text: "76.0", "−1.5"."""
    whole, rest = divmod(abs(in_tenths), 10)
    return f"{MINUS if in_tenths < 0 else ''}{whole}.{rest}"


def percent(share: float) -> str:
    """Return a share as per cent: "6.3 %"."""
    return f"{points_text(tenths(100 * share))} %"


def signed_text(in_tenths: int) -> str:
    """Return tenths as text with their sign: "+7.7", "−1.5", "0.0"."""
    return f"+{points_text(in_tenths)}" if in_tenths > 0 else points_text(in_tenths)
