"""Whether the figures of an earnings statement agree with one another, as they do when a workspace made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from consultant_desk.domain.earnings.statement_snapshot import EarningsSnapshot, GroupLine, PayerLine


def disagreement(snapshot: EarningsSnapshot) -> str:
    """Return the first place where sums differ, as a sentence; nothing where all of them agree."""
    payers = _by_currency(snapshot.payers)
    for name, lines in (("programmes", snapshot.programmes), ("months", snapshot.months)):
        if _by_currency(lines) != payers:
            return f"The {name} come to another income than the payers."
    for name, bases, total in (
        ("payers", (one.base for one in snapshot.payers), snapshot.total),
        ("programmes", (one.base for one in snapshot.programmes), snapshot.total),
        ("months", (one.base for one in snapshot.months), snapshot.total),
        ("open items", (one.base for one in snapshot.ages), snapshot.open_total),
    ):
        if sum(base or 0 for base in bases) != total:
            return f"The {name} do not add up to their total in {snapshot.base}."
    if all(one.currency == snapshot.base for one in snapshot.payers):
        kept = (sum(one.fees for one in snapshot.payers), sum(one.tax for one in snapshot.payers))
        if kept != (snapshot.fees, snapshot.tax):
            return "Fees and tax that were kept do not add up to their totals."
    for row in snapshot.balances:
        adds = row.opening + row.earned - row.reversed - row.paid == row.closing
        if row.ties != (adds and row.open_now in {None, row.closing}):
            return f"The balance of {row.account[:80]} in {row.currency} is not what it is said to be."
    return ""


def _by_currency(lines: Iterable[PayerLine | GroupLine]) -> dict[str, tuple[int, int]]:
    """Return the number of movements and the amount in each currency that has any."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in lines:
        found[one.currency][0] += one.count
        found[one.currency][1] += one.minor
    return {currency: (count, minor) for currency, (count, minor) in found.items() if count or minor}
