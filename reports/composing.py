"""From a snapshot to blocks: the chosen sections in order, cover or contents before them. No format is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultant_desk.domain.report_options import ReportKind, Section, allowed_sections
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import UserError
from reports import notes
from reports.blocks import Block, Columns, Contents, Cover, Entry, Gap, Items, OnePage, Text, Together
from reports.composer import Composer, Fits
from reports.facts import Facts
from reports.imprint import Paged, Part, imprint_of
from reports.sections import cover, full, interests
from reports.sections.registry import LAST, SECTIONS
from reports.sections.summary import FITS
from reports.sentences import PrintedSentence, Sentences
from reports.theme import Theme
from reports.words import Words, words_for

_CLOSE = (Text, Items, Columns)
"""Blocks without white space of their own under them."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole report as blocks. Without a cover the contents stand first; a report of one part has neither."""

    snapshot: ReportSnapshot
    words: Words
    facts: Facts
    version: str
    front: Cover | Contents | None
    parts: tuple[Part, ...]
    sentences: tuple[PrintedSentence, ...]

    @property
    def paged(self) -> Paged:
        """Return the report as it is put on pages."""
        has_cover = Section.COVER in self.snapshot.options.sections
        imprint = imprint_of(self.snapshot, self.words, self.version, has_cover=has_cover)
        return Paged(imprint, self.words, self.parts, self.front)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of all parts in printed order."""
        return tuple(block for part in self.parts for block in part.blocks)


def compose(snapshot: ReportSnapshot, theme: Theme, fits: Fits) -> Composition:
    """Compose a report; `UserError` when an issued one lacks its disclosure."""
    words, facts = words_for(snapshot.options.language), Facts(snapshot)
    sections = allowed_sections(snapshot.options.kind, snapshot.options.sections)
    sentences = Sentences(snapshot.sentences, facts.figure, notes.inline)
    composer = Composer(snapshot, facts, words, theme, sections, fits, sentences)
    _refuse_without_disclosure(composer)
    parts = tuple(_parts(composer))
    entries = [part.entry for part in parts]
    front: Cover | Contents | None = None
    if Section.COVER in sections:
        front = cover.compose(composer, entries)
    elif snapshot.options.kind is ReportKind.RECOMMENDATION and len(parts) > 1:
        front = cover.contents(composer, entries)
    return Composition(snapshot, words, facts, composer.version(), front, parts, sentences.printed)


def _parts(composer: Composer) -> list[Part]:
    chosen = [one for one in composer.sections if one in SECTIONS]
    composed: dict[str, list[Part]] = {}
    for section in sorted(chosen, key=LAST.__contains__):
        composed[section] = _part(composer, section.value, _with_note(composer, section))
        if section is Section.SUMMARY and composer.snapshot.options.kind is ReportKind.RECOMMENDATION:
            composed[section] += _part(composer, "full", full.compose(composer))
    return [part for section in chosen for part in composed[section]]


def _with_note(composer: Composer, section: Section) -> list[Block]:
    """Return a section with what the consultant added to it; a page of its own takes it in where there is room."""
    blocks, note = SECTIONS[section](composer), composer.note(section)
    if section is Section.MEMO or not note:  # the memo has it above the place to sign
        return blocks
    if not blocks:
        return [composer.note_opening(section), Together(note)]
    if len(blocks) == 1 and isinstance(page := blocks[0], OnePage):
        content = (*page.content, *note)
        for scale in (one.scale for one in FITS if one.scale <= page.scale):
            if composer.fits(content, scale):
                return [OnePage(content, scale)]
    return [*blocks, *([Gap(8)] if isinstance(blocks[-1], _CLOSE) else []), Together(note)]


def _part(composer: Composer, name: str, blocks: Sequence[Block]) -> list[Part]:
    if not blocks:
        return []
    return [Part(Entry(composer.words.plain(f"section.{name}"), f"s-{name}"), tuple(blocks))]


def _refuse_without_disclosure(composer: Composer) -> None:
    missing = interests.undisclosed(composer)
    if composer.snapshot.issued and missing:
        count = f"{len(missing)} candidates" if len(missing) > 1 else "1 candidate"
        raise UserError(
            "This report cannot be issued: interests are not disclosed.",
            "Nothing was issued.",
            f"Say for {count} what its vendor pays you, or that it pays nothing.",
        )
