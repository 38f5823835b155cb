"""What building a report gives back."""

from __future__ import annotations

from dataclasses import dataclass

from reports.sentences import PrintedSentence


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as printed: its page (from 1), its text and the path of its value."""

    page: int
    printed: str
    path: str


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """A finished PDF. `missing_glyphs` are printed as boxes; `shortened` names fields that were too long to print."""

    pdf: bytes
    pages: int
    sha256: str
    missing_glyphs: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    figures: tuple[PrintedFigure, ...] = ()
    sentences: tuple[PrintedSentence, ...] = ()
