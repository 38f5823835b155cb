"""pyHanko as this program needs it: a pinned time, descriptions left alone, our own drawing, a tagged widget."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSigner
from pyhanko.stamp import StaticStampStyle


class QuietWriter(IncrementalPdfFileWriter):
    """Appends a revision and leaves what the file says about itself: no clock of the machine, no second producer."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Stay what a report is: PDF/A-3 knows no later version than 1.7, which newer curves would ask for."""

    def _update_meta(self) -> None:
        return

    def register_extension(self, ext: Any) -> None:
        """Name the extension of PAdES only: that of newer curves has a form that PDF 1.7 does not know."""
        if ext.prefix_name == "/ESIC":
            super().register_extension(ext)


class PinnedSigner(PdfSigner):
    """Signs with the time it is given."""

    def __init__(self, *arguments: Any, when: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._when = when

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        """Begin as pyHanko does, at that time."""
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self._when
        return session


class _DrawnPage(PdfContent):
    """The first page of a PDF in memory, as content."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        """Return what draws it."""
        form = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Drawn"] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Drawn Do"


def appearance(drawing: bytes) -> StaticStampStyle:
    """Return the style of a stamp that shows a drawing edge to edge."""
    middle = AxisAlignment.ALIGN_MID
    layout = SimpleBoxLayoutRule(x_align=middle, y_align=middle, margins=Margins.uniform(0))
    return StaticStampStyle(background=_DrawnPage(drawing), background_layout=layout, border_width=0)


def in_the_structure(writer: IncrementalPdfFileWriter, page: int, field: str) -> None:
    """Put the widget of the only field into a Form element after all else; PDF/UA wants it there, and named."""
    root = writer.root
    widget_ref = root["/AcroForm"]["/Fields"].raw_get(0)
    widget = widget_ref.get_object()
    widget["/TU"] = widget["/Contents"] = pdf_string(field)
    if "/StructTreeRoot" in root:
        tree = root["/StructTreeRoot"]
        key = int(tree["/ParentTreeNextKey"])
        document_ref = tree["/K"].raw_get(0)
        page_ref = writer.find_page_for_modification(page)[0]
        reference = {"/Type": pdf_name("/OBJR"), "/Obj": widget_ref, "/Pg": page_ref}
        form = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): document_ref,
                pdf_name("/Pg"): page_ref,
                pdf_name("/K"): generic.ArrayObject(
                    [generic.DictionaryObject({pdf_name(name): value for name, value in reference.items()})]
                ),
            }
        )
        form_ref = writer.add_object(form)
        for owner, name, added in (
            (document_ref.get_object(), "/K", [form_ref]),
            (tree["/ParentTree"], "/Nums", [generic.NumberObject(key), form_ref]),
        ):
            owner[name].extend(added)
            writer.update_container(owner[name])
        tree["/ParentTreeNextKey"] = generic.NumberObject(key + 1)
        writer.update_container(tree)
        widget["/StructParent"] = generic.NumberObject(key)
    writer.update_container(widget)
