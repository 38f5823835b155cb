"""A plan as lines of a list: groups under bands, decisions first; what a segment and a search leave of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from consultant_desk.domain.earnings.plan import PlanAction
from consultant_desk.services.rows.statements import PlanRow, PlanSheet


class Group(StrEnum):
    """What a row of the plan is listed under."""

    DECIDE = "Needs decision"
    CHANGED = "Changed"
    NEW = "New"
    UNCHANGED = "Unchanged"
    IGNORED = "Ignored"


ALL = "All changes"
SEGMENTS: Mapping[str, tuple[Group, ...]] = {
    ALL: (Group.DECIDE, Group.CHANGED, Group.NEW),
    **{group.value: (group,) for group in Group},
}
"""The groups each segment of the filter shows."""
ACTIONS: Mapping[Group, tuple[PlanAction, ...]] = {
    Group.CHANGED: (PlanAction.STATUS_CHANGE, PlanAction.AMENDED),
    Group.NEW: (PlanAction.NEW,),
    Group.UNCHANGED: (PlanAction.UNCHANGED,),
    Group.IGNORED: (PlanAction.IGNORED,),
}
"""The rows behind the decisions, in the order a plan lists them."""


class LineKind(StrEnum):
    """How a line of the list is drawn."""

    BAND = "band"
    HEAD = "head"
    DECISION = "decision"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a band with its group, the titles of the columns, or a row of the plan."""

    kind: LineKind
    group: Group | None = None
    row: PlanRow | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a plan that stand together; each is made when it is asked for."""

    rows: Sequence[PlanRow] = ()
    start: int = 0
    count: int = 0

    def at(self, place: int) -> PlanRow:
        """Return a row of the stretch."""
        return self.rows[self.start + place]

    def holding(self, words: Sequence[str]) -> Stretch:
        """Return the rows that hold all words; every row is looked at, so this is not for the UI thread."""
        found = [row for place in range(self.count) if _holds(row := self.at(place), words)]
        return Stretch(found, 0, len(found))


NO_ROWS = Stretch()


@dataclass(frozen=True, slots=True)
class PlanLines:
    """The lines a list shows: a hundred thousand rows are not copied."""

    sections: tuple[tuple[LineKind, Group | None, Stretch], ...] = ()
    starts: tuple[int, ...] = ()
    count: int = 0

    def at(self, place: int) -> Line:
        """Return the line at a place."""
        section = bisect_right(self.starts, place) - 1
        kind, group, stretch = self.sections[section]
        return Line(kind, group, stretch.at(place - self.starts[section]) if stretch.count else None)

    @property
    def decisions(self) -> range:
        """Return the places of the rows to be decided."""
        for start, (kind, _group, stretch) in zip(self.starts, self.sections, strict=True):
            if kind is LineKind.DECISION:
                return range(start, start + stretch.count)
        return range(0)


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan with its rows by group, narrowed by what was searched for; made off the UI thread."""

    sheet: PlanSheet
    groups: Mapping[Group, Stretch] = field(default_factory=dict)
    decided: int = 0

    def count(self, segment: str) -> int:
        """Return how many rows a segment has."""
        return sum(self.groups.get(group, NO_ROWS).count for group in SEGMENTS[segment])

    def lines(self, segment: str) -> PlanLines:
        """Return what a segment lists."""
        sections: list[tuple[LineKind, Group | None, Stretch]] = []
        for group in SEGMENTS[segment]:
            stretch = self.groups.get(group, NO_ROWS)
            if not stretch.count:
                continue
            if group is not Group.DECIDE and not any(kind is LineKind.HEAD for kind, _, _ in sections):
                sections.append((LineKind.HEAD, None, NO_ROWS))
            sections.append((LineKind.BAND, group, NO_ROWS))
            sections.append((LineKind.DECISION if group is Group.DECIDE else LineKind.ROW, group, stretch))
        starts, count = [], 0
        for _kind, _group, stretch in sections:
            starts.append(count)
            count += stretch.count or 1
        return PlanLines(tuple(sections), tuple(starts), count)


def grouped(sheet: PlanSheet, decided: Container[int] = (), words: str = "") -> PlanShown:
    """Return a plan with its rows by group; the lines `decided` stay among the decisions, which come first."""
    asked: Counter[PlanAction] = Counter()
    first = 0
    while first < len(sheet.rows) and _was_asked(row := sheet.rows[first], decided):
        asked[row.action] += 1
        first += 1
    groups = {Group.DECIDE: Stretch(sheet.rows, 0, first)}
    place = first
    for group, actions in ACTIONS.items():
        count = sum(sheet.counts.get(action, 0) - asked[action] for action in actions)
        groups[group] = Stretch(sheet.rows, place, count)
        place += count
    wanted = words.casefold().split()
    if wanted:
        groups = {group: stretch.holding(wanted) for group, stretch in groups.items()}
    return PlanShown(sheet, groups, first - asked[PlanAction.NEEDS_DECISION])


def _was_asked(row: PlanRow, decided: Container[int]) -> bool:
    """Tell whether a person decides this line here; answers remembered from earlier files are not asked again."""
    return row.action is PlanAction.NEEDS_DECISION or (row.question is not None and row.line in decided)


def _holds(row: PlanRow, words: Sequence[str]) -> bool:
    text = f"{row.who} {row.external_id} {row.programme} {row.why} {row.line}".casefold()
    return all(word in text for word in words)
