"""The part of PDF/UA-1 that a machine can check here: Matterhorn 1.02 numbers in brackets, over pikepdf.

Form XObjects that no mark surrounds are walked; appearance streams of annotations are not.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field

import pikepdf

PAINT = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "INLINE IMAGE", "EI"}
STANDARD = {
    *(
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead"),
    *("TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula"),
    *("Form", "Ruby", "Warichu", "RB", "RT", "RP", "WT", "WP"),
}
DEEPEST = 8
CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
}


@dataclass
class Checker:
    """Collects faults of one file."""

    pdf: pikepdf.Pdf
    faults: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    seen: Counter[tuple[int | None, int]] = field(default_factory=Counter)
    linked: dict[tuple[int, int], str] = field(default_factory=dict)
    role_map: dict[str, str] = field(default_factory=dict)
    last_heading: int = 0

    def bad(self, fault: str) -> None:
        self.faults[fault] += 1

    def run(self) -> None:
        self._document()
        self._tree()
        for number, page in enumerate(self.pdf.pages):
            self._content(page.obj, number)
            self._annotations(page.obj)
        self._fonts()

    def _document(self) -> None:
        root = self.pdf.Root
        if not (root.get("/MarkInfo") and bool(root.MarkInfo.get("/Marked", False))):
            self.bad("[06-001] MarkInfo/Marked is not true")
        elif bool(root.MarkInfo.get("/Suspects", False)):
            self.bad("[01-007] Suspects is true")
        if "/StructTreeRoot" not in root:
            self.bad("[01-005] no StructTreeRoot")
        if not str(root.get("/Lang", "")):
            self.bad("[11-006] no document Lang")
        preferences = root.get("/ViewerPreferences")
        if preferences is None or not bool(preferences.get("/DisplayDocTitle", False)):
            self.bad("[07-001] DisplayDocTitle is not true")
        if "/Metadata" not in root:
            self.bad("[06-001] no XMP")
        packet = root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else ""
        if not re.search(r"pdfuaid:part(>|=\")1", packet):
            self.bad("[06-002] no pdfuaid:part")
        if "dc:title" not in packet:
            self.bad("[06-003] no dc:title")

    def _tree(self) -> None:
        root = self.pdf.Root.StructTreeRoot
        self.page_numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.role_map = {str(name)[1:]: str(role)[1:] for name, role in root.get("/RoleMap", {}).items()}
        for element in _list(root.get("/K")):
            self._element(element, "root", None)
        if "/ParentTree" not in root:
            self.bad("[14.7.4.4] no ParentTree")

    def _element(self, element: pikepdf.Object, parent: str, page: int | None) -> None:
        role = self._role(element)
        self.roles[role] += 1
        if role not in STANDARD:
            self.bad(f"[02-001] non-standard role {role}")
        if parent in CHILDREN and role not in CHILDREN[parent]:
            self.bad(f"[09-00x] {role} inside {parent}")
        if role in {"Figure", "Formula"} and not (element.get("/Alt") or element.get("/ActualText")):
            self.bad("[13-004] Figure without Alt")
        self._heading(role)
        attributes = [one for one in _list(element.get("/A")) if isinstance(one, pikepdf.Dictionary)]
        headed = any("/Scope" in one or "/Headers" in one for one in attributes) or "/ID" in element
        if role == "TH" and not headed:
            self.bad("[15-003] TH without Scope")
        own = element.get("/Pg")
        page = self.page_numbers.get(own.objgen, page) if own is not None else page
        has_annotation = False
        for kid in _list(element.get("/K")):
            if isinstance(kid, int):
                self.seen[page, kid] += 1
            elif kid.get("/Type") == "/MCR" or ("/MCID" in kid and "/S" not in kid):
                there = self.page_numbers[kid.Pg.objgen] if "/Pg" in kid else page
                self.seen[there, int(kid.MCID)] += 1
            elif kid.get("/Type") == "/OBJR":
                self.linked[kid.Obj.objgen] = role
                has_annotation = True
            else:
                self._element(kid, role, page)
        if role == "Link" and not has_annotation:
            self.bad("[28-011] Link element without annotation")

    def _role(self, element: pikepdf.Object) -> str:
        role = str(element.get("/S", ""))[1:]
        for _turn in self.role_map:
            if role in STANDARD:
                break
            role = self.role_map.get(role, role)
        return role

    def _heading(self, role: str) -> None:
        match = re.fullmatch(r"H([1-6])", role)
        if match:
            level = int(match[1])
            if level > self.last_heading + 1:
                self.bad(f"[14-003] heading level skipped, H{self.last_heading} to H{level}")
            self.last_heading = level

    def _content(self, page: pikepdf.Object, number: int, depth: int = 0) -> None:
        used: Counter[int] = Counter()
        stack: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in {"BDC", "BMC"}:
                stack.append(self._opened(instruction, number, stack, used))
            elif operator == "EMC":
                if not stack:
                    self.bad("[14.6] EMC without BDC")
                else:
                    stack.pop()
            elif operator in PAINT and not ({"artifact", "tagged"} & set(stack)):
                form = _form_of(page, instruction) if operator == "Do" and depth < DEEPEST else None
                if form is None:
                    self.bad("[01-005] painted content is neither tagged nor artifact")
                else:
                    self._content(form, number, depth + 1)
        if any(count > 1 for count in used.values()):
            self.bad("[14.6] MCID repeated on a page")
        if stack:
            self.bad("[14.6] marked content still open at the end of a page")

    def _opened(
        self, instruction: pikepdf.ContentStreamInstruction, number: int, stack: list[str], used: Counter[int]
    ) -> str:
        tag = str(instruction.operands[0])
        properties = instruction.operands[1] if len(instruction.operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            self.bad("[14.6] properties of marked content stand elsewhere, which this check does not follow")
            properties = {}
        mcid = int(properties["/MCID"]) if "/MCID" in properties else None
        kind = "artifact" if tag == "/Artifact" else "tagged" if mcid is not None else "plain"
        if kind == "artifact" and "tagged" in stack:
            self.bad("[01-003] artifact inside tagged content")
        if kind == "tagged" and "artifact" in stack:
            self.bad("[01-004] tagged content inside artifact")
        if mcid is not None:
            used[mcid] += 1
            if (number, mcid) not in self.seen:
                self.bad("[01-005] MCID is not in the structure tree")
        return kind

    def _annotations(self, page: pikepdf.Object) -> None:
        annotations = list(page.get("/Annots", ()))
        if annotations and page.get("/Tabs") != "/S":
            self.bad("[28-008] page with annotations lacks Tabs /S")
        if "/StructParents" not in page:
            self.bad("[14.7.4.4] page lacks StructParents")
        for annotation in annotations:
            if annotation.get("/Subtype") == "/Link":
                if self.linked.get(annotation.objgen) != "Link":
                    self.bad("[28-011] link annotation is not in a Link element")
                if not annotation.get("/Contents"):
                    self.bad("[28-012] link annotation without Contents")
                if int(annotation.get("/F", 0)) != 4:
                    self.bad("[PDF/A 6.3.2] annotation is not set to print")

            if annotation.get("/Subtype") == "/Widget":
                if self.linked.get(annotation.objgen) != "Form":
                    self.bad("[28-010] widget is not in a Form element")
                if not annotation.get("/TU"):
                    self.bad("[28-005] form field without a name to be read out")

    def _fonts(self) -> None:
        for one in self.pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font" and one.get("/Subtype") != "/Type0":
                descriptor = one.get("/FontDescriptor")
                if descriptor is None or not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                    self.bad(f"[31-009] font is not embedded: {one.get('/BaseFont')}")
                if "/ToUnicode" not in one:
                    self.bad(f"[10-001] font without ToUnicode: {one.get('/BaseFont')}")


def _list(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def _form_of(page: pikepdf.Object, instruction: pikepdf.ContentStreamInstruction) -> pikepdf.Object | None:
    """Return the form XObject that an operator paints; None for a picture."""
    drawn = page.get("/Resources", {}).get("/XObject", {}).get(str(instruction.operands[0]))
    return drawn if drawn is not None and drawn.get("/Subtype") == "/Form" else None


def faults_of(pdf: bytes) -> dict[str, int]:
    """Return every fault with its count; empty when the file passes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        checker = Checker(document)
        checker.run()
        return dict(checker.faults)
