"""Make an archive document of the drawn pages: tags, metadata, colours, attachments, page labels, and the seal."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.attachments import Attachment
from reports.bidi import typed
from reports.icc import srgb_profile
from reports.identity import sealed
from reports.imprint import Imprint
from reports.metadata import pdf_date, write_metadata
from reports.packing import SavedFile, packed
from reports.structure import StructureWriter
from reports.tags import Drawn
from reports.words import Words

_FORM = re.compile(rb"<(F[BCDE][0-9A-F]{2})>", re.IGNORECASE)


def finish(drawn: Drawn, imprint: Imprint, words: Words, data: Sequence[Attachment]) -> bytes:
    """Return the finished file: tagged, PDF/A-3b, with its data attached and its own digest in the trailer."""
    saved, pages, root = _saved(drawn, imprint, words, data)
    writer = StructureWriter(saved.size, pages, drawn.places)
    changed = {root: writer.write(drawn.tree, root).encode("ascii")}
    for page, links in zip(pages, writer.annotations, strict=True):
        if links:
            listed = " ".join(f"{number} 0 R" for number in links)
            changed[page] = saved.body(page).removesuffix(b">>") + f"/Annots[{listed}]>>".encode("ascii")
    return sealed(packed(saved, changed, writer.objects))


def _saved(
    drawn: Drawn, imprint: Imprint, words: Words, data: Sequence[Attachment]
) -> tuple[SavedFile, list[int], int]:
    """Return the file without its structure, with the numbers of its pages and of what will be the structure's root."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn.raw)) as pdf:
        for index, page in enumerate(pdf.pages):
            page.obj.StructParents = index
            page.obj.Tabs = Name.S
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        if drawn.turned:
            _name_letters(pdf)
        _output_intent(pdf)
        _labels(pdf, has_cover=imprint.has_cover)
        write_metadata(pdf, imprint)
        pdf.Root.Lang = String(words.language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = Name.UseOutlines
        _attach(pdf, data, pdf_date(imprint))
        del pdf.trailer["/ID"]  # ReportLab works SOURCE_DATE_EPOCH into it; both strings follow from the content
        pdf.save(
            output,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
            min_version="1.7",
        )
    saved = output.getvalue()
    with pikepdf.open(io.BytesIO(saved)) as pdf:
        return SavedFile.read(saved), [page.obj.objgen[0] for page in pdf.pages], pdf.Root.StructTreeRoot.objgen[0]


def _name_letters(pdf: pikepdf.Pdf) -> None:
    """Let joined letters of Arabic be read as the letters they are: search and copy find what was typed."""
    for found in pdf.objects:
        if not isinstance(found, Dictionary) or found.get("/Type") != Name.Font or "/ToUnicode" not in found:
            continue
        codes = found.ToUnicode.read_bytes()
        named = _FORM.sub(lambda match: _letters(match.group(1)), codes)
        if named != codes:
            found.ToUnicode.write(named)


def _letters(code: bytes) -> bytes:
    return b"<" + typed(chr(int(code, 16))).encode("utf-16-be").hex().upper().encode("ascii") + b">"


def _output_intent(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(srgb_profile())
    profile.N = 3
    name = String("sRGB IEC61966-2.1")
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=name, Info=name, DestOutputProfile=profile
    )
    pdf.Root.OutputIntents = Array([intent])


def _labels(pdf: pikepdf.Pdf, *, has_cover: bool) -> None:
    if has_cover:
        numbers = Array([0, Dictionary(P=String("Cover")), 1, Dictionary(S=Name.D, St=2)])
    else:
        numbers = Array([0, Dictionary(S=Name.D)])
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


def _attach(pdf: pikepdf.Pdf, data: Sequence[Attachment], date: str) -> None:
    names, files = Array(), Array()
    for one in sorted(data, key=lambda attachment: attachment.name):
        stream = pdf.make_stream(one.data, Type=Name.EmbeddedFile, Subtype=Name("/" + one.kind))
        stream.Params = Dictionary(Size=len(one.data), ModDate=String(date))
        spec = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(one.name),
                UF=String(one.name),
                Desc=String(one.about),
                AFRelationship=Name.Data,
                EF=Dictionary(F=stream, UF=stream),
            )
        )
        names.append(String(one.name))
        names.append(spec)
        files.append(spec)
    tree = Dictionary(Names=names)
    if "/Names" in pdf.Root:
        pdf.Root.Names.EmbeddedFiles = tree
    else:
        pdf.Root.Names = Dictionary(EmbeddedFiles=tree)
    pdf.Root.AF = files
