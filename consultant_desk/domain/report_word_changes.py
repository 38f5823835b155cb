"""What is different between two issues of a report in its words: what is said, asked for, shown and left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from consultant_desk.domain.snapshot import (
    ReportSnapshot,
    SnapshotChange,
    SnapshotCoverage,
    SnapshotEvidence,
    SnapshotFinalist,
    SnapshotNeed,
)

Found = Iterator[SnapshotChange]

_LONGEST = 160


def changed(code: str, **values: str) -> SnapshotChange:
    """Return a change by its code."""
    return SnapshotChange("", "", code, tuple(values.items()))


def word_changes(old: ReportSnapshot, new: ReportSnapshot) -> Found:
    """Yield what is different in the words, in the order of a report; a change of order alone is told as one."""
    if old.question != new.question:
        yield changed("question", text=_short(new.question))
    if old.valid_until != new.valid_until:
        yield changed("valid_until", old=old.valid_until or "–", new=new.valid_until or "–")
    moved = False
    for what, before, after in _said(old, new):
        found = list(_listed(what, before, after))
        moved = moved or (not found and before != after)
        yield from found
    yield from _finalists(old, new)
    yield from _coverage(old, new)
    if old.options.language == new.options.language:  # they are written for one language each
        if old.sentences != new.sentences:
            yield changed("sentences")
        if old.notes != new.notes:
            yield changed("notes")
    if moved:
        yield changed("order")


_Said = tuple[str, Hashable]
"""A text and what else is printed with it."""


def _said(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[tuple[str, list[_Said], list[_Said]]]:
    first, second = _parts(old), _parts(new)
    for what, before in first.items():
        yield what, before, second[what]


def _parts(one: ReportSnapshot) -> dict[str, list[_Said]]:
    return {
        # Its evidence is that of the winner's score, which is told where it changes.
        "reason": [(part.text, part.criterion) for part in one.reasons],
        "risk": [(part.text, part.answer) for part in one.risks],
        "condition": [(text, "") for text in one.conditions],
        "step": [(_dated(part.text, part.due), "") for part in one.steps],
        "adoption": [(_dated(part.text, part.due), part.measure) for part in one.adoption],
        "need": [(_need_text(need), replace(need, requirements=())) for need in one.needs],
        "requirement": [(part.text, part) for need in one.needs for part in need.requirements],
        "long_list": [(name, "") for name in one.long_list],
        "rejected": [(part.name, part) for part in one.rejected],
        "evidence": [(part.title, _bare(part)) for part in one.evidence],
    }


def _listed(what: str, before: Sequence[_Said], after: Sequence[_Said]) -> Found:
    """Yield what was added, dropped, or said with other details; the same text may stand twice."""
    gone, fresh = _without(before, after), _without(after, before)
    for text, _ in fresh:
        place = next((number for number, one in enumerate(gone) if one[0] == text), None)
        if place is None:
            yield changed(f"{what}_added", text=_short(text))
        else:
            gone.pop(place)
            yield changed(f"{what}_changed", text=_short(text))
    for text, _ in gone:
        yield changed(f"{what}_removed", text=_short(text))


def _without(parts: Iterable[_Said], others: Iterable[_Said]) -> list[_Said]:
    rest, found = list(others), []
    for part in parts:
        if part in rest:
            rest.remove(part)
        else:
            found.append(part)
    return found


def _finalists(old: ReportSnapshot, new: ReportSnapshot) -> Found:
    was = {one.candidate: one for one in old.finalists}
    now = {one.candidate: one for one in new.finalists}
    known = {one.id for one in old.problem.candidates}
    for one in new.problem.candidates:
        nothing = SnapshotFinalist(one.id)
        if one.id in known and was.get(one.id, nothing) != now.get(one.id, nothing):
            yield changed("finalist", name=one.name)


def _coverage(old: ReportSnapshot, new: ReportSnapshot) -> Found:
    """Yield how candidates meet requirements differently; those that one report does not have are told already.

    Where one of the two says nothing of it at all, as reports of the first version, that is one change.
    """
    before, after = _covered(old), _covered(new)
    if not before or not after:
        if before != after:
            yield changed("coverage_anew")
        return
    names = {one.id: one.name for one in new.problem.candidates}
    candidates, asked = _looked_at(old) & _looked_at(new), _requirements(old) & _requirements(new)
    for key in dict.fromkeys((*before, *after)):
        candidate, requirement = key
        if candidate in candidates and requirement in asked and before.get(key) != after.get(key):
            yield changed("coverage", name=names.get(candidate, candidate), text=_short(requirement))


def _covered(one: ReportSnapshot) -> dict[tuple[str, str], tuple[SnapshotCoverage, ...]]:
    """Return coverage by candidate and text of the requirement, whose places may change between two reports."""
    found: dict[tuple[str, str], tuple[SnapshotCoverage, ...]] = {}
    for part in one.coverage:
        key = (part.candidate, one.needs[part.need].requirements[part.requirement].text)
        found[key] = (*found.get(key, ()), replace(part, need=0, requirement=0))
    return found


def _looked_at(one: ReportSnapshot) -> set[str]:
    return {*(part.id for part in one.problem.candidates), *one.long_list, *(part.name for part in one.rejected)}


def _requirements(one: ReportSnapshot) -> set[str]:
    return {part.text for need in one.needs for part in need.requirements}


def _need_text(need: SnapshotNeed) -> str:
    return need.progress or need.quote or need.situation or need.outcome


def _bare(one: SnapshotEvidence) -> SnapshotEvidence:
    """Return a piece of evidence without what scores tell of it."""
    return replace(one, id="", scores=())


def _dated(text: str, due: str) -> str:
    return f"{text} ({due})" if due else text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
