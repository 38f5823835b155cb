"""Write the structure tree that was collected while drawing into the PDF, with the parent tree that points back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.tags import Content, LinkArea, Node


@dataclass(slots=True)
class _Writer:
    pdf: pikepdf.Pdf
    pages: Sequence[pikepdf.Object]
    contents: dict[int, dict[int, pikepdf.Object]] = field(default_factory=dict)
    links: list[pikepdf.Object] = field(default_factory=list)

    def element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.role), P=parent))
        attributes = _attributes(node)
        if attributes is not None:
            element.A = attributes
        if node.alt:
            element.Alt = String(node.alt)
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            element.Pg = self.pages[page - 1]
        element.K = Array([self._kid(kid, element, page) for kid in node.kids])
        return element

    def _kid(self, kid: Node | Content | LinkArea, element: pikepdf.Object, page: int | None) -> pikepdf.Object | int:
        if isinstance(kid, Node):
            return self.element(kid, element)
        if isinstance(kid, Content):
            self.contents.setdefault(kid.page, {})[kid.mcid] = element
            if kid.page == page:
                return kid.mcid
            return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page - 1], MCID=kid.mcid)
        annotation = self.pages[kid.page - 1].Annots[kid.index]
        annotation.StructParent = len(self.pages) + len(self.links)
        annotation.Contents = String(kid.words or "Link")
        self.links.append(element)
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pages[kid.page - 1])


def _attributes(node: Node) -> pikepdf.Object | None:
    if node.box is not None:
        box = Array([round(value, 2) for value in node.box])
        return Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
    if not node.scope and node.column_span == 1:
        return None
    attributes = Dictionary(O=Name.Table)
    if node.scope:
        attributes.Scope = Name("/" + node.scope)
    if node.column_span > 1:
        attributes.ColSpan = node.column_span
    return attributes


def write_structure(pdf: pikepdf.Pdf, tree: Node) -> None:
    """Attach the tree to the document. Pages take the first keys of the parent tree, link annotations the next."""
    pages = [page.obj for page in pdf.pages]
    writer = _Writer(pdf, pages)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([writer.element(tree, root)])
    numbers = Array()
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        marked = writer.contents.get(index + 1, {})
        numbers.append(index)
        numbers.append(pdf.make_indirect(Array([marked[mcid] for mcid in sorted(marked)])))
    for place, element in enumerate(writer.links, start=len(pages)):
        numbers.append(place)
        numbers.append(element)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages) + len(writer.links)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
