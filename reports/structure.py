"""Write the structure tree that was collected while drawing, the parent tree that points back, and the links.

A long report has tens of thousands of elements and thousands of links. They are written as text, straight into the
finished file (`packing`): an object of pikepdf or of ReportLab for each takes many times the time and the memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.tags import Content, LinkArea, Node, Place

_PRINT = 4  # annotation flag: PDF/A wants every annotation printable


@dataclass(slots=True)
class StructureWriter:
    """Numbers the objects from `first` on. `pages` are the numbers of the page objects, `places` what anchors name.

    `objects` are what it wrote, `annotations` the numbers of the links of each page.
    """

    first: int
    pages: Sequence[int]
    places: Mapping[str, Place]
    objects: list[str] = field(default_factory=list)
    annotations: list[list[int]] = field(default_factory=list)
    _contents: list[list[tuple[int, int]]] = field(default_factory=list)
    _links: list[int] = field(default_factory=list)

    def write(self, tree: Node, root: int) -> str:
        """Write the tree, which is taken apart, and return the root of the structure, to stand in object `root`.

        Pages take the first keys of the parent tree, link annotations the next.
        """
        self.annotations = [[] for _page in self.pages]
        self._contents = [[] for _page in self.pages]
        document = self._element(tree, root)
        numbers = []
        for index, contents in enumerate(self._contents):
            marked = " ".join(f"{element} 0 R" for _mcid, element in sorted(contents))
            numbers.append(f"{index} {self._add(f'[{marked}]')} 0 R")
        numbers += [f"{key} {element} 0 R" for key, element in enumerate(self._links, start=len(self.pages))]
        parents = self._add(f"<</Nums[{' '.join(numbers)}]>>")
        following = len(self.pages) + len(self._links)
        return f"<</Type/StructTreeRoot/K[{document} 0 R]/ParentTree {parents} 0 R/ParentTreeNextKey {following}>>"

    def _add(self, text: str) -> int:
        self.objects.append(text)
        return self.first + len(self.objects) - 1

    def _element(self, node: Node, parent: int) -> int:
        """Write an element after its parent's place, and everything in it."""
        number = self._add("")
        page, kids = 0, []
        for kid in node.kids:
            if isinstance(kid, Content):
                self._contents[kid.page - 1].append((kid.mcid, number))
                page = page or kid.page
                if kid.page == page:
                    kids.append(str(kid.mcid))
                else:
                    kids.append(f"<</Type/MCR/Pg {self.pages[kid.page - 1]} 0 R/MCID {kid.mcid}>>")
            elif isinstance(kid, Node):
                kids.append(f"{self._element(kid, number)} 0 R")
            else:
                kids.append(f"{self._link(kid, number)} 0 R")
        node.kids.clear()  # as text it takes a tenth of the memory
        alt = f"/Alt {_text(node.alt)}" if node.alt else ""
        on = f"/Pg {self.pages[page - 1]} 0 R" if page else ""
        self.objects[number - self.first] = (
            f"<</Type/StructElem/S/{node.role}/P {parent} 0 R{_attributes(node)}{alt}{on}/K[{' '.join(kids)}]>>"
        )
        return number

    def _link(self, area: LinkArea, parent: int) -> int:
        """Write a link element and the annotation it stands for; return the number of the element."""
        page = self.pages[area.page - 1]
        key = len(self.pages) + len(self._links)
        box = " ".join(f"{value:.2f}" for value in area.box)
        annotation = self._add(
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F {_PRINT}/StructParent {key}"
            f"/Contents {_text(area.words or 'Link')}{self._target(area)}>>"
        )
        element = self._add(
            f"<</Type/StructElem/S/Link/P {parent} 0 R/K[<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>]>>"
        )
        self.annotations[area.page - 1].append(annotation)
        self._links.append(element)
        return element

    def _target(self, area: LinkArea) -> str:
        if not area.link:
            return f"/A<</Type/Action/S/URI/URI <{area.href.encode().hex()}>>>"
        place = self.places[area.link]
        return f"/Dest[{self.pages[place.page - 1]} 0 R/XYZ {place.left:.2f} {place.top:.2f} 0]"


def _text(words: str) -> str:
    """Return words as a string of PDF."""
    return f"<feff{words.encode('utf-16-be', 'replace').hex()}>"


def _attributes(node: Node) -> str:
    if node.box is not None:
        box = " ".join(f"{value:.2f}" for value in node.box)
        return f"/A<</O/Layout/BBox[{box}]/Placement/Block>>"
    if not node.scope and node.column_span == 1:
        return ""
    scope = f"/Scope/{node.scope}" if node.scope else ""
    span = f"/ColSpan {node.column_span}" if node.column_span > 1 else ""
    return f"/A<</O/Table{scope}{span}>>"
