"""As much of a note as a page has room for: whole paragraphs, items and rows, the last text cut at a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reports.blocks import Block, Item, Items, Row, Table, Text
from reports.composer import Composer
from reports.rich import Span, plain, text_of
from reports.sections.summary import cut

_LEAST = 60  # characters of a text below which its beginning says nothing
_PAGE = 6_000  # more characters than a page holds


def longest_beginning(
    composer: Composer, note: Sequence[Block], fits: Callable[[tuple[Block, ...]], bool]
) -> tuple[Block, ...]:
    """Return the longest beginning of a note that fits, with a mark where it breaks off; nothing where none does."""
    low, high = 0, min(_PAGE, length(note))
    while low < high:
        middle = (low + high + 1) // 2
        if fits(beginning(composer, note, middle)):
            low = middle
        else:
            high = middle - 1
    return beginning(composer, note, low)


def beginning(composer: Composer, note: Sequence[Block], characters: int) -> tuple[Block, ...]:
    """Return the beginning of a note of about so many characters; that some is missing is noted."""
    kept: list[Block] = []
    for block in note:
        needed = _length(block)
        if needed > characters:
            return _broken_off(composer, [*kept, *_part(composer, block, characters)])
        kept.append(block)
        characters -= needed
    return tuple(kept)


def length(note: Iterable[Block]) -> int:
    """Return the characters of a note."""
    return sum(_length(block) for block in note)


def _broken_off(composer: Composer, kept: list[Block]) -> tuple[Block, ...]:
    """Mark where a note breaks off; no heading is left without what follows it."""
    composer.shortened = True
    while kept and isinstance(kept[-1], Text) and kept[-1].style == "h3":
        kept.pop()
    if kept and isinstance(last := kept[-1], Text):
        if not text_of(last.rich).endswith("…"):
            kept[-1] = replace(last, rich=(*last.rich, Span("\u00a0…")))
    elif kept:
        kept.append(Text(plain("…"), "tight"))
    return tuple(kept)


def _part(composer: Composer, block: Block, characters: int) -> list[Block]:
    match block:
        case Text(rich=rich) if characters >= _LEAST:
            return [replace(block, rich=cut(composer, rich, characters))]
        case Items(items=items):
            kept = items[: _count((_length_of_item(one) for one in items), characters)]
            return [replace(block, items=kept)] if kept else []
        case Table(rows=rows):
            shown = rows[: _count((_length_of_row(one) for one in rows), characters - _length_of_row(block.header))]
            return [replace(block, rows=shown)] if shown else []
        case _:
            return []


def _count(lengths: Iterable[int], characters: int) -> int:
    """Return how many of these follow each other within so many characters."""
    count = 0
    for length in lengths:
        characters -= length
        if characters < 0:
            break
        count += 1
    return count


def _length(block: Block) -> int:
    match block:
        case Text(rich=rich):
            return max(1, len(text_of(rich)))
        case Items(items=items):
            return sum(_length_of_item(item) for item in items)
        case Table(header=header, rows=rows):
            return sum(_length_of_row(row) for row in (header, *rows))
        case _:
            return 1


def _length_of_item(item: Item) -> int:
    return sum(_length(block) for block in item.body)


def _length_of_row(row: Row) -> int:
    return sum(_length(block) for cell in row.cells for block in cell.content)
