"""Say how sure the answer is: the rule, its figures and one sentence, all computed.

In this order: none when the margin is under 1 point or the winner comes first in under 40 % of the draws; clear when it
comes first in at least 75 % of them, every criterion above 5 % weight may move by 10 % of its weight either way and no
must-have of the winner is unknown; else close.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from consultant_desk.domain.charts.rounding import tenths
from consultant_desk.domain.evaluation.problem import SimulationOptions
from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE
from consultant_desk.domain.evaluation.result import LeastRoom, Shown, Verdict, VerdictKind

LEAST_MARGIN = 1.0
LEAST_SHARE = 0.40
CLEAR_SHARE = 0.75
CLEAR_ROOM = 0.10

MOST_NAMED = 4
"""The most candidates of a tie that the sentence names."""

SHARED = "They have equal points and share the first place"

NO_PROPORTIONS = "the others have no proportions to keep"

ALONE = "No other candidate can win, so there is nothing to compare it with."

MOST_DIGITS = 6
SURE = 1e-9
"""A share nearer to none or all than this is a sum of floats that missed it."""

RULE_SAMPLES = 10_000
RULE_SPREAD = 0.2


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rule looks at: the rows that can win best first, their scores, and the figures of the winner.

    `share` is None when it was not simulated; the verdict then is no better than close. `candidates` is how many were
    compared, those that cannot win included. `unknown` of `cells` scores are not known; `reaching` are the rivals that
    could come first by what is unknown. `whole` tells that one of the `criteria` carries the whole weight.
    """

    order: tuple[str, ...]
    points: tuple[float, ...]
    share: float | None
    room: LeastRoom | None
    unknown_musts: tuple[str, ...]
    candidates: int
    cells: int = 0
    unknown: int = 0
    reaching: tuple[str, ...] = ()
    criteria: int = 0
    whole: bool = False

    @property
    def mostly_unknown(self) -> str:
        """Say how many scores are unknown where most of them are; nothing elsewhere."""
        return f"{self.unknown} of {self.cells} scores are unknown" if 2 * self.unknown > self.cells else ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names the sentences use, by id; candidates and criteria may share an id."""

    candidates: Mapping[str, str]
    criteria: Mapping[str, str]


def rule_options(seed: int) -> SimulationOptions:
    """Return the options of the simulation every verdict rests on, whatever else was asked for."""
    return SimulationOptions(samples=RULE_SAMPLES, seed=seed, spread=RULE_SPREAD)


def judge(standing: Standing, names: Names) -> Verdict:
    """Return the verdict in kind, figures and words."""
    if not standing.order:
        return _nobody(standing)
    margin = standing.points[0] - standing.points[1] if len(standing.order) > 1 else None
    tie = margin is not None and margin <= TIE_TOLERANCE
    kind = _kind(standing, margin)
    clear_if_met = kind is VerdictKind.CLOSE and _kind(replace(standing, unknown_musts=()), margin) is VerdictKind.CLEAR
    return Verdict(
        kind=kind,
        winner=standing.order[0],
        runner_up=standing.order[1] if margin is not None else None,
        margin=margin,
        share=standing.share,
        least_room=standing.room,
        rule=_rule(standing, margin, names),
        sentence=_if_met(standing, names) if clear_if_met else _sentence(standing, kind, names, tied=_tied(standing)),
        tie=tie,
        open_musts=standing.unknown_musts if clear_if_met else (),
        lead=lead_shown(standing.points[0], standing.points[1]) if margin is not None else None,
    )


def lead_shown(first: float, second: float) -> Shown:
    """Return by how many points the first score leads the second, as printed: the difference of the printed scores.

    So a reader who subtracts them finds it. A lead never becomes 0.0 that way, nor one under the least margin as much
    as that: it is then printed with as many decimals of the exact difference as show it.
    """
    exact = abs(first - second)
    lead = abs(tenths(first) - tenths(second)) / 10
    shown = Shown(lead, 1)
    if (lead == 0 and exact > TIE_TOLERANCE) or exact < LEAST_MARGIN <= lead:
        shown = _inside(exact, (LEAST_MARGIN,), 1)
    return shown if first >= second else Shown(0.0 - shown.number, shown.digits)


def share_shown(share: float) -> Shown:
    """Return a share 0..1 as per cent as printed: whole, with decimals where those alone tell it from a limit.

    Limits are none, all, and the two shares of the rule: 0.9985 is 99.8 %, never 100 %, and 0.99999 is 99.9 %.
    """
    if share <= SURE or share >= 1 - SURE:
        return Shown(float(round(100 * share)), 0)
    return _inside(100 * share, (100 * LEAST_SHARE, 100 * CLEAR_SHARE, 100.0), 0, most=1)


def room_shown(relative: float) -> Shown:
    """Return the room of a weight as per cent of itself as printed: whole, unless that would lift it to the limit."""
    return _inside(100 * relative, (100 * CLEAR_ROOM,), 0) if relative > SURE else Shown(0.0, 0)


def tie_end(criterion: str, tied: int) -> str:
    """Say that the weight of a criterion ends a tie of so many, of whom some may stay level with each other."""
    ends = "decides between them" if tied == 2 else "ends the tie"
    return f"A change of the weight of {criterion}, however small, {ends}"


def whole_weight(criteria: int) -> str:
    """Say why nothing moves where one of so many criteria carries the whole weight."""
    if criteria == 1:
        return "There is only one criterion, so there is no other to shift its weight to."
    return f"One criterion carries the whole weight, so {NO_PROPORTIONS}."


def listed_few(names: Sequence[str]) -> str:
    """Return names as they stand in a sentence: "A", "A and B", "A, B, C, D and 3 more"."""
    shown = list(names[:MOST_NAMED])
    rest = len(names) - len(shown)
    last = f"{rest} more" if rest else shown.pop()
    return f"{', '.join(shown)} and {last}" if shown else last


def _kind(standing: Standing, margin: float | None) -> VerdictKind:
    if margin is not None and margin < LEAST_MARGIN:
        return VerdictKind.NONE
    if standing.share is not None and standing.share < LEAST_SHARE:
        return VerdictKind.NONE
    steady = standing.room is None or standing.room.relative >= CLEAR_ROOM
    sure = standing.share is not None and standing.share >= CLEAR_SHARE
    return VerdictKind.CLEAR if sure and steady and not standing.unknown_musts else VerdictKind.CLOSE


def _nobody(standing: Standing) -> Verdict:
    if standing.candidates:
        rule = (
            f"{'Both' if standing.candidates == 2 else f'All {standing.candidates}'} candidates fail a must-have."
            if standing.candidates > 1
            else ("The only candidate fails a must-have.")
        )
        sentence = "No candidate meets every must-have"
    else:
        rule = "There are no candidates."
        sentence = "Nothing to compare yet"
    return Verdict(VerdictKind.NONE, None, None, None, None, None, rule, sentence)


def _tied(standing: Standing) -> tuple[str, ...]:
    return tuple(
        candidate
        for candidate, points in zip(standing.order, standing.points, strict=True)
        if abs(standing.points[0] - points) <= TIE_TOLERANCE
    )


def _sentence(standing: Standing, kind: VerdictKind, names: Names, *, tied: Sequence[str]) -> str:
    winner = names.candidates[standing.order[0]]
    if len(standing.order) == 1:
        if standing.candidates == 1:
            return f"{winner} is the only candidate"
        if standing.unknown_musts:  # what is not known is no pass
            verb = "is" if len(standing.unknown_musts) == 1 else "are"
            return f"{winner} is the only candidate that fails no must-have; {_open(standing, names)} {verb} not known"
        return f"{winner} is the only candidate that meets every must-have"
    if len(tied) > 1:
        return f"No clear winner: {listed_few([names.candidates[key] for key in tied])} tie"
    runner_up = names.candidates[standing.order[1]]
    match kind:
        case VerdictKind.CLEAR:
            return f"{winner} is the clear winner{_though(standing)}"
        case VerdictKind.CLOSE:
            return f"{winner}, closely followed by {runner_up}{_though(standing)}"
        case VerdictKind.NONE:
            return f"No clear winner: {winner} and {runner_up} are too close to call"


def _if_met(standing: Standing, names: Names) -> str:
    """Return the sentence of a winner that nobody follows closely, but of which a must-have is not known."""
    if len(standing.order) == 1:
        return _sentence(standing, VerdictKind.CLOSE, names, tied=())
    winner = names.candidates[standing.order[0]]
    return f"{winner} is the clear winner if it meets {_open(standing, names)}{_though(standing)}"


def _open(standing: Standing, names: Names) -> str:
    """Return the must-haves of the winner that are not known, as they stand in a sentence."""
    musts = listed_few([names.criteria[key] for key in standing.unknown_musts])
    return f"the must-have on {musts}" if len(standing.unknown_musts) == 1 else f"the must-haves on {musts}"


def _though(standing: Standing) -> str:
    return f", though {standing.mostly_unknown}" if standing.mostly_unknown else ""


def _rule(standing: Standing, margin: float | None, names: Names) -> str:
    if len(standing.order) == 1:  # it comes first in every draw, which says nothing
        return " ".join([ALONE, *_must_part(standing, names)])
    if len(_tied(standing)) > 1:
        return " ".join(
            [
                f"{SHARED}; no winner is named under {LEAST_MARGIN:.0f} point.",
                *_tie_part(standing, names),
                *_must_part(standing, names),
                *_unknown_part(standing, names),
            ]
        )
    parts = []
    if margin is not None:
        lead = lead_shown(standing.points[0], standing.points[1])
        parts.append(f"Lead of {_plain(lead)} points; no winner is named under {LEAST_MARGIN:.0f} point.")
    if standing.share is not None:
        share = _plain(share_shown(standing.share))
        parts.append(
            f"First in {share} % of {RULE_SAMPLES:,} draws; a clear winner needs {100 * CLEAR_SHARE:.0f} %, "
            f"any winner {100 * LEAST_SHARE:.0f} %."
        )
    parts.append(whole_weight(standing.criteria) if standing.whole else _room_part(standing.room, names))
    return " ".join([*parts, *_must_part(standing, names), *_unknown_part(standing, names)])


def _tie_part(standing: Standing, names: Names) -> list[str]:
    """Say which weight decides a tie. A share of draws says nothing of it: what is level in all is in file order."""
    if standing.room is None or standing.room.relative > SURE:
        return []
    return [f"{tie_end(names.criteria[standing.room.criterion], len(_tied(standing)))}."]


def _unknown_part(standing: Standing, names: Names) -> list[str]:
    parts = [f"{standing.mostly_unknown}."] if standing.mostly_unknown else []
    if standing.reaching:
        first, *others = (names.candidates[key] for key in standing.reaching)
        more = f" or {len(others)} {'other' if len(others) == 1 else 'others'}" if others else ""
        parts.append(f"What is unknown could put {first}{more} first.")
    return parts


def _must_part(standing: Standing, names: Names) -> list[str]:
    if not standing.unknown_musts:
        return []
    unknown = ", ".join(names.criteria[key] for key in standing.unknown_musts)
    if len(standing.unknown_musts) == 1:
        return [f"Unknown must-have: {unknown}; it must be known before a winner is clear."]
    return [f"Unknown must-haves: {unknown}; they must be known before a winner is clear."]


def _room_part(room: LeastRoom | None, names: Names) -> str:
    enough = f"{100 * CLEAR_ROOM:.0f} %"
    if room is None:
        return f"Every weight above 5 % may move by {enough} and more."
    every = "Every" if room.relative >= CLEAR_ROOM else "Not every"
    least = _plain(room_shown(room.relative))
    return f"{every} weight above 5 % may move by {enough}; least room: {names.criteria[room.criterion]}, {least} %."


def _inside(number: float, limits: Sequence[float], digits: int, most: int = MOST_DIGITS) -> Shown:
    """Return a positive number rounded, with more decimals where rounding alone would lift it to a limit, or to 0.

    Where `most` decimals do not help it is cut off below the limit, or lifted to the least there is.
    """

    def untrue(rounded: float) -> bool:
        return rounded <= 0 or any(number < limit <= rounded for limit in limits)

    while untrue(round(number, digits)) and digits < most:
        digits += 1
    if untrue(rounded := round(number, digits)):
        step = 10.0**-digits
        rounded = round(max(floor(number / step) * step, step), digits)
    return Shown(rounded, digits)


def _plain(shown: Shown) -> str:
    return f"{shown.number:.{shown.digits}f}"
