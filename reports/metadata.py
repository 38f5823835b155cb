"""What the file says about itself: the information dictionary and the XMP packet, which have to agree."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from reports.imprint import Imprint
from reports.text import clean

PRODUCER = "Consultant Desk"

# PDF/A asks for a description of every schema it does not define itself; this is the one of PDF/UA.
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def _instant(imprint: Imprint) -> datetime:
    try:
        return datetime.fromisoformat(imprint.instant).astimezone(UTC)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)


def pdf_date(imprint: Imprint) -> str:
    """Return the pinned instant as a PDF date."""
    return _instant(imprint).strftime("D:%Y%m%d%H%M%SZ")


def title_of(imprint: Imprint) -> str:
    """Return the title on one line without control characters."""
    return _safe(imprint.title) or imprint.untitled


def write_metadata(pdf: pikepdf.Pdf, imprint: Imprint) -> None:
    """Replace both descriptions; neither names a user or a path of the machine."""
    producer = f"{PRODUCER} {imprint.program_version}".strip()
    date = pdf_date(imprint)
    info = pdf.make_indirect(
        Dictionary(
            Title=String(title_of(imprint)),
            Author=String(_safe(imprint.author)),
            Producer=String(producer),
            CreationDate=String(date),
            ModDate=String(date),
        )
    )
    pdf.trailer.Info = info
    packet = _packet(imprint, producer)
    pdf.Root.Metadata = pdf.make_stream(packet.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)


def _packet(imprint: Imprint, producer: str) -> str:
    title, author = escape(title_of(imprint)), escape(_safe(imprint.author))
    when = _instant(imprint).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
        f"{_UA_SCHEMA}"
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"<pdf:Producer>{escape(producer)}</pdf:Producer></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate></rdf:Description>"
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def _safe(text: str) -> str:
    """Return text fit for XML and for one line, at most 300 characters."""
    kept = (
        char
        for char in clean(text)
        if char == "\n" or char == " " or (ord(char) >= 32 and ord(char) not in {0xFFFE, 0xFFFF})
    )
    return " ".join("".join(kept).split())[:300]
