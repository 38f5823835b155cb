"""What no report of this program has: things that run, that lie over a page, or that hide behind another name.

Whoever changes a file can seal it again, so that a changed byte is no longer seen. What is checked against the data is
the text of the pages; a note over a page, a bookmark that starts a program or a file that is attached elsewhere would
pass. So a report may hold only what reports are made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_CATALOGUE = frozenset({
    "/AF", "/AcroForm", "/Extensions", "/Lang", "/MarkInfo", "/Metadata", "/Names", "/Outlines",
    "/OutputIntents", "/PageLabels", "/PageMode", "/Pages", "/StructTreeRoot", "/Type", "/ViewerPreferences",
})  # fmt: skip
_PAGE = frozenset({
    "/Annots", "/Contents", "/MediaBox", "/Parent", "/Resources", "/Rotate", "/StructParents", "/Tabs",
    "/Trans", "/Type",
})  # fmt: skip
_LINK = frozenset({
    "/A", "/Border", "/Contents", "/Dest", "/F", "/P", "/Rect", "/StructParent", "/Subtype", "/Type",
})  # fmt: skip
_BOOKMARK = frozenset({
    "/Count", "/Dest", "/First", "/Last", "/Next", "/Parent", "/Prev", "/Title",
})  # fmt: skip
_ADDRESS = frozenset({"/S", "/Type", "/URI"})
_SCHEMES = ("https://", "http://", "mailto:")
_MOST_BOOKMARKS = 100_000


def danger_in(document: pikepdf.Pdf) -> str:
    """Return in a sentence what would run, or keep a reader busy without end; nothing for a report.

    What walking through a damaged file may raise (`reports.contents.DAMAGE`) is left to the caller, here and below.
    """
    root = document.Root
    runs = "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", pikepdf.Dictionary())
    runs = runs or any(set(one.keys()) - _BOOKMARK for one in _bookmarks(root))
    for page in document.pages:
        runs = runs or "/AA" in page.obj or any(_runs(note) for note in page.obj.get("/Annots", ()))
        pictures: Any = page.obj.Resources.get("/XObject", pikepdf.Dictionary())
        if any(str(one.get("/Subtype")) != "/Image" for one in pictures.values()):
            return "A page shows another page inside it; no report of this program does."
    if runs:
        return "The file runs a script or a program when it is opened or clicked; no report of this program does."
    return ""


def addition_in(document: pikepdf.Pdf) -> str:
    """Return in a sentence what was added that the data say nothing of; nothing for a report, signed or not."""
    root = document.Root
    if set(root.keys()) - _CATALOGUE or set(root.get("/Names", pikepdf.Dictionary()).keys()) - {"/EmbeddedFiles"}:
        return "The file has parts that no report of this program has."
    if not _attached_as_named(root):
        return "The file hides an attachment that no report of this program has."
    signed = "/AcroForm" in root
    for number, page in enumerate(document.pages, start=1):
        if set(page.obj.keys()) - _PAGE:
            return f"Page {number} has parts that no report of this program has."
        if any(_lies_over(note, signed=signed) for note in page.obj.get("/Annots", ())):
            return f"A note was laid over page {number} after the report was written."
    return ""


def _attached_as_named(root: pikepdf.Object) -> bool:
    """Tell whether every attached file bears the name it is listed by and is one file; `/AF` lists no further one."""
    listed: Any = root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles", pikepdf.Dictionary())
    names = list(listed.get("/Names", ()))
    pairs = list(zip(names[::2], names[1::2], strict=True))
    files = {one.objgen for _name, one in pairs}
    named = all(str(one.get(key)) == str(name) for name, one in pairs for key in ("/F", "/UF"))
    single = all(len({stream.objgen for stream in one.EF.values()}) == 1 for _name, one in pairs)
    return named and single and all(one.is_indirect and one.objgen in files for one in root.get("/AF", ()))


def _runs(note: Any) -> bool:
    return "/AA" in note or ("/A" in note and not _leads_to_an_address(note.A))


def _lies_over(note: Any, *, signed: bool) -> bool:
    kind = str(note.get("/Subtype"))
    if kind == "/Widget" and signed:  # a signature, which is compared with all that was there before
        return False
    return kind != "/Link" or bool(set(note.keys()) - _LINK)


def _leads_to_an_address(action: Any) -> bool:
    plain = not set(action.keys()) - _ADDRESS and str(action.S) == "/URI"
    return plain and str(action.URI).casefold().startswith(_SCHEMES)


def _bookmarks(root: pikepdf.Object) -> Iterator[Any]:
    """Yield every bookmark once; `ValueError` where they never end."""
    waiting: list[Any] = [root.get("/Outlines", pikepdf.Dictionary()).get("/First")]
    for _ in range(_MOST_BOOKMARKS):
        if not waiting:
            return
        one = waiting.pop()
        if one is not None:
            yield one
            waiting += [one.get("/Next"), one.get("/First")]
    raise ValueError("bookmarks without end")
