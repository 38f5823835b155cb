"""Which of some amounts add up to another exactly, found by meeting in the middle; two answers are as good as none."""

from __future__ import annotations

from collections.abc import Sequence

LIMIT = 20
"""More amounts than these have so many sums that one which fits means nothing."""


def subsets(amounts: Sequence[int], wanted: int, most: int = 2) -> list[tuple[int, ...]]:
    """Return at most `most` sets of places whose amounts add up to `wanted`; the empty set is none.

    At most `LIMIT` amounts: half of their 2^20 sums are never formed, but looked up.
    """
    if len(amounts) > LIMIT:
        raise ValueError(f"{len(amounts)} amounts are too many")
    half = len(amounts) // 2
    left, right = _sums(amounts[:half]), _sums(amounts[half:])
    by_sum: dict[int, list[int]] = {}
    for mask, total in enumerate(left):
        kept = by_sum.setdefault(total, [])
        if len(kept) <= most:
            kept.append(mask)
    found: list[tuple[int, ...]] = []
    for mask, total in enumerate(right):
        for other in by_sum.get(wanted - total, ()):
            chosen = mask << half | other
            if chosen:
                found.append(tuple(place for place in range(len(amounts)) if chosen >> place & 1))
                if len(found) == most:
                    return found
    return found


def _sums(amounts: Sequence[int]) -> list[int]:
    """Return the sum of every set of amounts, in the order of its mask."""
    sums = [0]
    for amount in amounts:
        sums += [total + amount for total in sums]
    return sums
