"""Write the structure tree that was collected while drawing into the PDF, with the parent tree that points back.

A long report has tens of thousands of elements. They are written as text, appended to the drawn file as an update of
its own (ISO 32000-1, 7.5.6) before pikepdf opens it: much faster, and in less memory, than an object for each.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.tags import Content, LinkArea, Node

_TRAILER = re.compile(
    rb"trailer\s*<<.*?/ID\s*(\[.*?\]).*?/Info (\d+ 0 R).*?/Root (\d+ 0 R).*?/Size (\d+).*?startxref\s+(\d+)", re.DOTALL
)


@dataclass(slots=True)
class _Link:
    """A link element with the annotation it stands for."""

    element: int
    area: LinkArea


@dataclass(slots=True)
class _Writer:
    """Numbers the elements from `first` on; `pages` are the numbers of the page objects."""

    first: int
    pages: Sequence[int]
    objects: list[str] = field(default_factory=list)
    contents: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    links: list[_Link] = field(default_factory=list)

    def add(self, text: str) -> int:
        """Add an object and return its number."""
        self.objects.append(text)
        return self.first + len(self.objects) - 1

    def element(self, node: Node, parent: int) -> int:
        """Write an element after its parent's place, and everything in it."""
        number = self.add("")
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        parts = [f"<</Type/StructElem/S/{node.role}/P {parent} 0 R", _attributes(node)]
        if node.alt:
            parts.append(f"/Alt <feff{node.alt.encode('utf-16-be', 'replace').hex()}>")
        if page is not None:
            parts.append(f"/Pg {self.pages[page - 1]} 0 R")
        kids = " ".join(self._kid(kid, number, page) for kid in node.kids)
        self.objects[number - self.first] = f"{''.join(parts)}/K[{kids}]>>"
        return number

    def _kid(self, kid: Node | Content | LinkArea, number: int, page: int | None) -> str:
        if isinstance(kid, Node):
            return f"{self.element(kid, number)} 0 R"
        if isinstance(kid, Content):
            self.contents.setdefault(kid.page, []).append((kid.mcid, number))
            if kid.page == page:
                return str(kid.mcid)
            return f"<</Type/MCR/Pg {self.pages[kid.page - 1]} 0 R/MCID {kid.mcid}>>"
        self.links.append(_Link(number, kid))
        return ""


def _attributes(node: Node) -> str:
    if node.box is not None:
        box = " ".join(f"{value:.2f}" for value in node.box)
        return f"/A<</O/Layout/BBox[{box}]/Placement/Block>>"
    if not node.scope and node.column_span == 1:
        return ""
    scope = f"/Scope/{node.scope}" if node.scope else ""
    span = f"/ColSpan {node.column_span}" if node.column_span > 1 else ""
    return f"/A<</O/Table{scope}{span}>>"


def open_with_structure(raw: bytes, tree: Node) -> pikepdf.Pdf:
    """Open a drawn file with its structure tree in it; whoever opens closes. The tree is taken apart.

    Pages take the first keys of the parent tree, link annotations the next.
    """
    with pikepdf.open(io.BytesIO(raw)) as drawn:
        pages = [page.obj.objgen[0] for page in drawn.pages]
    found = _TRAILER.search(raw, raw.rindex(b"trailer"))
    if found is None:
        raise ValueError("the drawn file has no trailer of the expected form")
    identity, info, root, size, before = found.groups()
    writer = _Writer(int(size), pages)
    top = writer.add("")
    document = writer.element(tree, top)
    tree.kids.clear()  # as text it takes a tenth of the memory, which the rest of the work needs
    numbers = []
    for index in range(len(pages)):
        marked = " ".join(f"{element} 0 R" for _mcid, element in sorted(writer.contents.get(index + 1, ())))
        numbers.append(f"{index} {writer.add(f'[{marked}]')} 0 R")
    numbers += [f"{place} {link.element} 0 R" for place, link in enumerate(writer.links, start=len(pages))]
    parents = writer.add(f"<</Nums[{' '.join(numbers)}]>>")
    following = len(pages) + len(writer.links)
    writer.objects[0] = (
        f"<</Type/StructTreeRoot/K[{document} 0 R]/ParentTree {parents} 0 R/ParentTreeNextKey {following}>>"
    )
    trailer = b"/ID %s/Info %s/Root %s/Prev %s" % (identity, info, root, before)
    links = writer.links
    pdf = pikepdf.open(io.BytesIO(_appended(raw, writer, trailer)))
    pdf.Root.StructTreeRoot = pdf.get_object((top, 0))
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    _point_back(pdf, links)
    return pdf


def _appended(raw: bytes, writer: _Writer, trailer: bytes) -> bytes:
    """Return the file with the objects as an update: the objects, where each one stands, and the new trailer."""
    out = bytearray(raw)
    if not out.endswith(b"\n"):
        out += b"\n"
    places = []
    for number, text in enumerate(writer.objects, start=writer.first):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    start = len(out)
    writer.objects.clear()
    out += f"xref\n{writer.first} {len(places)}\n".encode("ascii")
    out += "".join(f"{place:010d} 00000 n \n" for place in places).encode("ascii")
    size = writer.first + len(places)
    out += b"trailer\n<<%s/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, size, start)
    return bytes(out)


def _point_back(pdf: pikepdf.Pdf, links: Sequence[_Link]) -> None:
    """Let pages and link annotations name their keys in the parent tree, and link elements their annotations."""
    pages = [page.obj for page in pdf.pages]
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
    for place, link in enumerate(links, start=len(pages)):
        page = pages[link.area.page - 1]
        annotation = page.Annots[link.area.index]
        annotation.StructParent = place
        annotation.Contents = String(link.area.words or "Link")
        element = pdf.get_object((link.element, 0))
        element.K = Array([*element.K, Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)])
