"""The revisions of a file: what was sealed, and whether a later one adds a signature and nothing else.

A signature is appended; the bytes before it stay as they are. But an appended revision may replace anything a reader
shows, so every object is compared, and a stamp may stand only where the page was free.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pikepdf

from reports.identity import is_sealed
from reports.room import Box, room_of_last_page

STAMP_WIDTH, STAMP_HEIGHT = 220.0, 40.0
_END = re.compile(rb"%%EOF\r?\n?")
_MOST_REVISIONS = 40
_Key = tuple[int, int]


def sealed_revision(pdf: bytes) -> bytes | None:
    """Return the shortest beginning of the file that was sealed: the whole file unless something was appended."""
    for _turn, end in zip(range(_MOST_REVISIONS), _END.finditer(pdf), strict=False):
        if is_sealed(pdf[: end.end()]):
            return pdf[: end.end()]
    return None


def adds_only_a_signature(first: bytes, whole: bytes) -> bool:
    """Tell whether the later revisions of a file leave all as it was and add one signature, over the whole file.

    What reading a hostile file raises (`reports.contents.DAMAGE`) is left to the caller.
    """
    with (
        pikepdf.open(io.BytesIO(first), attempt_recovery=False, suppress_warnings=True) as before,
        pikepdf.open(io.BytesIO(whole), attempt_recovery=False, suppress_warnings=True) as after,
    ):
        widget = _only_widget(before, after)
        if widget is None or not _covers_all(widget, whole) or not _stands_free(widget, first):
            return False
        extended = _may_grow(before)
        return _plain_element(after) and all(
            _unchanged(one, after.get_object(key), extended.get(key, _Growth()))
            for key, one in _numbered(before).items()
        )


@dataclass(frozen=True, slots=True)
class _Growth:
    """What a signature may change in one object: lists that get longer by so much, a key that is new, a number.

    `itself` is by how much the object, a list, may get longer.
    """

    lists: Mapping[str, int] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    count: str = ""
    itself: int = 0


def _numbered(document: pikepdf.Pdf) -> dict[_Key, pikepdf.Object]:
    return {one.objgen: one for one in document.objects if isinstance(one, pikepdf.Object) and one.is_indirect}


def _plain_element(document: pikepdf.Pdf) -> bool:
    """Tell whether the element that was added to the structure tree says nothing of its own."""
    tree = document.Root.get("/StructTreeRoot")
    if tree is None:
        return True
    last = tree.K[0].K[-1]
    return str(last.S) != "/Form" or not set(last.keys()) - {"/Type", "/S", "/P", "/Pg", "/K"}


def _may_grow(document: pikepdf.Pdf) -> Mapping[_Key, _Growth]:
    """Name the objects that adding a signature touches: catalogue, last page, and three of the structure tree."""
    root, page = document.Root, document.pages[-1].obj
    growths = {
        root.objgen: _Growth(added=frozenset({"/AcroForm", "/Extensions"})),
        page.objgen: _Growth({"/Annots": 1}, added=frozenset({"/Annots"})),
    }
    lists = [(page.get("/Annots"), 1)]
    tree = root.get("/StructTreeRoot")
    if tree is not None:
        growths[tree.objgen] = _Growth(count="/ParentTreeNextKey")
        growths[tree.K[0].objgen] = _Growth({"/K": 1})
        growths[tree.ParentTree.objgen] = _Growth({"/Nums": 2})
        lists += [(tree.K[0].K, 1), (tree.ParentTree.Nums, 2)]
    growths.update({one.objgen: _Growth(itself=by) for one, by in lists if one is not None and one.is_indirect})
    return growths


def _unchanged(one: pikepdf.Object, other: pikepdf.Object, growth: _Growth) -> bool:
    if isinstance(one, pikepdf.Stream):
        if not isinstance(other, pikepdf.Stream) or one.read_raw_bytes() != other.read_raw_bytes():
            return False
        return one.stream_dict.unparse() == other.stream_dict.unparse()
    if one.unparse(resolved=True) == other.unparse(resolved=True):
        return True
    if growth.itself:
        return _grown(one, other, growth.itself)
    if not isinstance(one, pikepdf.Dictionary) or not isinstance(other, pikepdf.Dictionary):
        return False
    mine, theirs = set(one.keys()), set(other.keys())
    return mine <= theirs <= mine | growth.added and all(_same_value(key, one[key], other[key], growth) for key in mine)


def _same_value(key: str, one: object, other: object, growth: _Growth) -> bool:
    if key == growth.count:
        return isinstance(one, int) and isinstance(other, int) and other >= one
    return _text(one) == _text(other) or (key in growth.lists and _grown(one, other, growth.lists[key]))


def _grown(one: object, other: object, most: int) -> bool:
    """Tell whether a list is the other one with at most so much put after its end."""
    if not isinstance(one, pikepdf.Array) or not isinstance(other, pikepdf.Array):
        return False
    mine, theirs = list(one), list(other)
    return len(mine) <= len(theirs) <= len(mine) + most and all(
        _text(left) == _text(right) for left, right in zip(mine, theirs[: len(mine)], strict=True)
    )


def _text(value: object) -> bytes:
    """Return a value as it is written, with a reference for what stands elsewhere."""
    return bytes(value.unparse()) if isinstance(value, pikepdf.Object) else repr(value).encode()


def _only_widget(before: pikepdf.Pdf, after: pikepdf.Pdf) -> pikepdf.Object | None:
    """Return the widget of the one signature that was added, if all else about forms and notes is as it was."""
    if "/AcroForm" in before.Root or len(before.pages) != len(after.pages):
        return None
    form = after.Root.AcroForm
    if set(form.keys()) - {"/Fields", "/SigFlags"} or len(form.Fields) != 1:
        return None
    widget = form.Fields[0]
    notes = [one for page in after.pages for one in page.obj.get("/Annots", ())]
    known = sum(len(page.obj.get("/Annots", ())) for page in before.pages)
    last = list(after.pages[-1].obj.get("/Annots", ()))
    own = len(notes) == known + 1 and bool(last) and last[-1].objgen == widget.objgen
    plain = (
        str(widget.Subtype) == "/Widget"
        and str(widget.FT) == "/Sig"
        and not {"/A", "/AA", "/Kids"} & set(widget.keys())
    )
    return widget if own and plain else None


def _covers_all(widget: pikepdf.Object, pdf: bytes) -> bool:
    """Tell whether the signature speaks for every byte but its own, and nothing hides in the room left beside it."""
    start, first, second, rest = (int(one) for one in widget.V.ByteRange)
    hole = pdf[first:second]
    if (
        start != 0
        or second + rest != len(pdf)
        or re.fullmatch(rb"<(?:(?:[0-9A-F]{2})+|(?:[0-9a-f]{2})+)>", hole) is None
    ):
        return False
    data = bytes.fromhex(hole[1:-1].decode("ascii"))
    return not any(data[_der_length(data) :])


def _der_length(data: bytes) -> int:
    """Return how many bytes the DER structure at the beginning takes (X.690, 8.1.3)."""
    size = data[1]
    if size < 0x80:
        return 2 + size
    count = size & 0x7F
    return 2 + count + int.from_bytes(data[2 : 2 + count], "big")


def _stands_free(widget: pikepdf.Object, first: bytes) -> bool:
    """Tell whether the stamp hides nothing, or is not seen at all."""
    left, bottom, right, top = (float(one) for one in widget.Rect)
    box = Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    if box.left == box.right and box.bottom == box.top:
        return True
    small = box.right - box.left <= STAMP_WIDTH + 1 and box.top - box.bottom <= STAMP_HEIGHT + 1
    return small and room_of_last_page(first)[1].is_free(box)
