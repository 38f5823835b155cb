"""What the palette lists: records that were found and commands, with the letters that match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ui.commands import Command, key_caps
from ui.entry import day_text
from ui.matching import Ranges, match, typed_part

if TYPE_CHECKING:
    from consultant_desk.services.search import SearchHit

PER_GROUP = 3


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A row: what is shown, which letters match, what Enter does. A heading has no `run`."""

    title: str
    run: Callable[[], None] | None = None
    ranges: Ranges = ()
    note: str = ""
    note_ranges: Ranges = ()
    icon: str = ""
    keys: tuple[str, ...] = ()


GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Clients", frozenset({"client", "person"})),
    ("Evaluations and reports", frozenset({"evaluation", "report"})),
    ("Products", frozenset({"product", "vendor"})),
)
"""Which kinds stand together, in order; all others come last, under `ELSEWHERE`."""

ELSEWHERE = "In notes and evidence"


def record_rows(query: str, hits: Sequence[SearchHit], open_hit: Callable[[SearchHit], None]) -> list[PaletteRow]:
    """Return headings and rows of what was found, at most three of a group, in the fixed order of the groups."""
    grouped: dict[str, list[SearchHit]] = {title: [] for title in (*(title for title, _ in GROUPS), ELSEWHERE)}
    for hit in hits:
        title = next((title for title, kinds in GROUPS if hit.kind in kinds), ELSEWHERE)
        if len(grouped[title]) < PER_GROUP:
            grouped[title].append(hit)
    rows: list[PaletteRow] = []
    for title, found in grouped.items():
        if found:
            rows.append(PaletteRow(title))
            rows += [_typed(query, _record_row(hit, open_hit)) for hit in found]
    return rows


def _typed(query: str, row: PaletteRow) -> PaletteRow:
    marked, noted = typed_part(query, row.title, row.ranges), typed_part(query, row.note, row.note_ranges)
    return replace(row, ranges=marked, note_ranges=noted)


def _record_row(hit: SearchHit, open_hit: Callable[[SearchHit], None]) -> PaletteRow:
    """Return a record by its title and what matched, or, where it belongs to another, its words and whose they are."""
    run = partial(open_hit, hit)
    elsewhere = hit.kind != hit.home_kind
    if elsewhere and not hit.title_ranges and hit.ranges:
        return PaletteRow(hit.snippet, run, hit.ranges, f"{hit.label}, {hit.home_title}", icon=hit.icon)
    if elsewhere:
        return PaletteRow(hit.title, run, hit.title_ranges, f"{hit.label}, {hit.home_title}", icon=hit.icon)
    told = "" if hit.snippet == hit.title else hit.snippet
    if hit.title_ranges or not told:
        return PaletteRow(hit.title, run, hit.title_ranges, _standing(hit), icon=hit.icon)
    return PaletteRow(hit.title, run, hit.title_ranges, told, hit.ranges, hit.icon)


def _standing(hit: SearchHit) -> str:
    """Return where a record stands and what comes next: "Short list, next Tue 24 Nov"."""
    state = hit.state[:1].upper() + hit.state[1:]
    return ", ".join(part for part in (state, f"next {day_text(hit.next_on)}" if hit.next_on else "") if part)


def command_rows(query: str, commands: Sequence[Command], most: int) -> list[PaletteRow]:
    """Return a heading and the commands whose words the query starts."""
    rows: list[PaletteRow] = []
    for command in commands:
        ranges = match(query, command.text())
        if ranges is not None and len(rows) < most:
            rows.append(
                PaletteRow(command.text(), command.run, ranges, icon=command.icon, keys=key_caps(command.shortcut))
            )
    return [PaletteRow("Commands"), *rows] if rows else []


def in_order(records: Sequence[PaletteRow], commands: Sequence[PaletteRow]) -> list[PaletteRow]:
    """Put commands after records, but those whose first word is being typed before what only mentions it elsewhere."""
    begun = any(row.ranges and row.ranges[0][0] == 0 for row in commands)
    far = next((place for place, row in enumerate(records) if row.title == ELSEWHERE and row.run is None), len(records))
    place = far if begun else len(records)
    return [*records[:place], *commands, *records[place:]]


def action_rows(row: PaletteRow) -> list[PaletteRow]:
    """Return what can be done with a row."""
    title = row.title

    def copy() -> None:
        QGuiApplication.clipboard().setText(title)

    return [
        PaletteRow("Do it" if row.keys else "Open", row.run, icon=row.icon, keys=row.keys),
        PaletteRow("Copy the name", copy, icon="copy"),
    ]
