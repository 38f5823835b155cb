"""What pages and files say of the document they belong to, whatever kind it is: its look, its foot, its metadata."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.snapshot import ReportSnapshot
from reports.blocks import Block, Contents, Cover, Entry
from reports.words import Words


@dataclass(frozen=True, slots=True)
class Imprint:
    """`about` stands at the foot of every page, `marking` is printed; a `draft` bears a mark across its pages.

    `instant` is the moment the file names as its own; a document without a title is called `untitled` there.
    """

    title: str
    author: str
    instant: str
    program_version: str
    brand: Brand
    about: tuple[str, ...]
    marking: str = ""
    draft: bool = False
    has_cover: bool = False
    untitled: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One section as it is printed."""

    entry: Entry
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paged:
    """A document that is put on pages. Without a cover its contents stand first, if it has any."""

    imprint: Imprint
    words: Words
    parts: tuple[Part, ...]
    front: Cover | Contents | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of all parts in printed order."""
        return tuple(block for part in self.parts for block in part.blocks)


def imprint_of(snapshot: ReportSnapshot, words: Words, version: str, *, has_cover: bool) -> Imprint:
    """Return what the pages of a recommendation report say of it."""
    marking = words.named("marking", snapshot.options.marking)
    return Imprint(
        title=snapshot.title,
        author=snapshot.brand.name or snapshot.consultant,
        instant=snapshot.instant,
        program_version=snapshot.program_version,
        brand=snapshot.brand,
        about=(snapshot.client, snapshot.evaluation_title, version, marking),
        marking=marking,
        draft=not snapshot.issued,
        has_cover=has_cover,
        untitled="Recommendation",
    )
