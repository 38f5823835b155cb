"""Requirements and how each candidate meets them: one table per need, the level in words on a tint."""

from __future__ import annotations

from collections.abc import Sequence

from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotRequirement
from reports import colours
from reports.blocks import Block, Cell, Row, Table, Text
from reports.composer import Composer
from reports.requirement_facts import Place
from reports.rich import Insert, Rich, plain
from reports.sections.matrix import COLUMNS, tables

_FIRST, _FIRST_OF_MANY, _WIDEST = 0.34, 0.29, 0.16
_TINTS = {
    Capability.BUILT_IN: 0.72,
    Capability.CONFIGURATION: 0.52,
    Capability.ADD_ON: 0.34,
    Capability.CUSTOM: 0.16,
    Capability.NO: 0.0,
}


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing where no requirement was asked for or nobody looked at any."""
    requirements = composer.facts.requirements
    if not requirements.wanted or not requirements.cells:
        return []
    story = composer.heading(Section.REQUIREMENTS, _heading(composer))
    story.append(Text(composer.say("requirements.intro")))
    candidates = [line.candidate for line in composer.facts.result.ranking]
    story += [_table(composer, part) for part in tables(candidates)]
    notes = _notes(composer, candidates)
    if notes:
        story += composer.subheading(composer.say("requirements.notes"), "s-requirement-notes")
        story += notes
    return story


def _heading(composer: Composer) -> Rich:
    winner, requirements = composer.winner(), composer.facts.requirements
    count = composer.fig("wanted")
    if winner is None:
        return composer.words.count("requirements.heading.nobody", len(requirements.wanted), count=count)
    inserts: dict[str, Insert] = {"winner": composer.name(winner), "met": composer.fig("met", winner), "count": count}
    if requirements.open(winner):
        return composer.say("requirements.heading.open", **inserts, unknown=composer.fig("not-known", winner))
    if requirements.met(winner) == len(requirements.wanted):
        return composer.words.count("requirements.heading.all", len(requirements.wanted), **inserts)
    return composer.say("requirements.heading", **inserts)


def _table(composer: Composer, candidates: Sequence[str]) -> Table:
    head = [Cell((Text(composer.say("requirements.head"), "head"),))]
    head += [Cell((Text(composer.name(c), "head_centre"),), middle=True) for c in candidates]
    rows: list[Row] = []
    needs = composer.snapshot.needs
    last = -1
    for place, requirement in composer.facts.requirements.wanted.items():
        if place[0] != last and len(needs) > 1:
            last = place[0]
            words = needs[last].progress or needs[last].quote
            number = composer.say("needs.need", number=str(last + 1))
            name = Text((*number, *plain(f"{composer.words.of.colon}{words[:200]}")), "head", "requirements, need")
            rows.append(Row((Cell((name,), heads=True), Cell((), span=len(candidates))), leading=True))
        rows.append(_row(composer, place, requirement, candidates))
    rows.append(_totals(composer, candidates))
    first = _FIRST if len(candidates) < COLUMNS else _FIRST_OF_MANY
    each = min(_WIDEST, (1 - first) / len(candidates))
    shares = (first, *[each] * len(candidates))
    source = composer.say("requirements.source", consultant=composer.snapshot.consultant)
    return Table(composer.say("requirements.exhibit"), shares, Row(tuple(head)), tuple(rows), source, tight=True)


def _row(composer: Composer, place: Place, requirement: SnapshotRequirement, candidates: Sequence[str]) -> Row:
    wanted = composer.words.plain(f"moscow.{requirement.moscow.value}")
    name: list[Block] = [
        Text(plain(requirement.text), "cell", "requirements, requirement"),
        Text(plain(wanted), "cell_muted"),
    ]
    cells = [Cell(tuple(name), heads=True, middle=True)]
    cells += [_level(composer, composer.facts.requirements.level(c, place)) for c in candidates]
    return Row(tuple(cells), ruled=False)


def _level(composer: Composer, level: Capability) -> Cell:
    words = composer.words.plain(f"level.{level.value}")
    if level is Capability.UNKNOWN:
        return Cell((Text(plain(words), "unknown"),), middle=True, dashed=True)
    if level is Capability.NO:
        return Cell((Text(plain(words, bold=True), "level"),), fill="#F3F1EE", middle=True)
    fill = colours.mix("#EFF4F9", composer.theme.primary, _TINTS[level])
    return Cell((Text(plain(words), "level", ink=colours.label_on(fill)),), fill=fill, middle=True)


def _totals(composer: Composer, candidates: Sequence[str]) -> Row:
    cells = [Cell((Text(composer.say("requirements.met"), "cell_bold"),), heads=True)]
    for candidate in candidates:
        told = composer.say("requirements.met_of", met=composer.fig("met", candidate), count=composer.fig("wanted"))
        cells.append(Cell((Text(told, "total"),)))
    return Row(tuple(cells))


def _notes(composer: Composer, candidates: Sequence[str]) -> list[Block]:
    """Print what was noted beside a level, with what shows it."""
    found: list[Block] = []
    for place, requirement in composer.facts.requirements.wanted.items():
        for candidate in candidates:
            cell = composer.facts.requirements.cells.get((candidate, place))
            if cell is None or not (cell.note or cell.evidence):
                continue
            told = cell.note.strip()
            if cell.evidence:
                shown = composer.say("requirements.shown", evidence=composer.words.of.semicolon.join(cell.evidence))
                told_rich = (*composer.markup(told), *plain(" " if told else ""), *shown)
            else:
                told_rich = composer.markup(told)
            head = composer.say("requirements.note", requirement=requirement.text, candidate=composer.name(candidate))
            found.append(Text((*head, *plain(" "), *told_rich), "list", "requirements, note"))
    return found
