"""The one way a picture gets into a report: checked before it is decoded, re-encoded, its metadata left behind."""

from __future__ import annotations

import io
import math
import re
import warnings
from xml.parsers import expat

from PIL import Image, ImageOps, UnidentifiedImageError

from consultant_desk.domain.brand import Logo
from consultant_desk.errors import UserError

MAX_BYTES = 8_000_000
MAX_SVG_BYTES = 500_000
MAX_PIXELS = 25_000_000
MAX_SIDE = (1_400, 480)  # 300 dpi on twice the 60 x 20 mm a logo gets
MAX_SVG_ELEMENTS = 5_000
MAX_SVG_DEPTH = 60
MAX_SVG = 20_000  # of each side, in the units of the SVG
_KEPT = "The logo was not changed."
_TYPES = "Choose a PNG, a JPEG or an SVG."

_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"))
_REMOTE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(", re.IGNORECASE)
_BANNED = {
    "script",
    "foreignobject",
    "image",
    "iframe",
    "audio",
    "video",
    "animate",
    "set",
    "handler",
    "listener",
    "feimage",
}


def accept_logo(data: bytes) -> Logo:
    """Return a picture re-encoded as PNG; `UserError` in a sentence for anything that is not a harmless picture.

    An SVG is drawn here; a window lets the worker process do it (`ReportWorker.accept_logo`).
    """
    if len(data) > MAX_BYTES:
        raise _refused(f"The picture is larger than {MAX_BYTES // 1_000_000} MB.", "Save it smaller.")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return _from_pixels(data, kind)
    if is_svg(data):
        return _from_svg(data)
    raise _refused("This is not a picture the program can read.", _TYPES)


def is_svg(data: bytes) -> bool:
    """Tell whether the bytes look like an SVG."""
    head = data[:4_096].replace(b"\0", b"").lower()
    return b"<svg" in head or (b"<?xml" in head and b"<svg" in data.replace(b"\0", b"").lower())


def _refused(happened: str, hint: str) -> UserError:
    return UserError(happened, _KEPT, hint)


def _from_pixels(data: bytes, kind: str) -> Logo:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=[kind])
        with picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Image.DecompressionBombError
            picture.load()
            return _encoded(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        limit = MAX_PIXELS // 1_000_000
        raise _refused(f"The picture has more than {limit} million pixels.", "Save it smaller.") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise _refused("The picture is damaged and cannot be read.", "Save it again with another program.") from error


def _encoded(picture: Image.Image) -> Logo:
    transparent = "A" in picture.getbands() or "transparency" in picture.info
    plain = picture.convert("RGBA" if transparent else "RGB")
    plain.thumbnail(MAX_SIDE, Image.Resampling.LANCZOS)
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    output = io.BytesIO()
    clean.save(output, "PNG", optimize=False, compress_level=9)
    return Logo(output.getvalue(), clean.width, clean.height)


def _from_svg(data: bytes) -> Logo:
    if len(data) > MAX_SVG_BYTES:
        raise _refused(f"The SVG is larger than {MAX_SVG_BYTES // 1_000} kB.", "Save it simpler or as PNG.")
    _SvgCheck().run(data)
    return _draw_svg(data)


class _SvgCheck:
    """Reads an SVG once and refuses what could fetch, run or explode."""

    def __init__(self) -> None:
        self._depth = 0
        self._count = 0
        self._open_ids: list[str] = []
        self._uses = 0
        self._ids_with_use: set[str] = set()
        self._targets: set[str] = set()

    def run(self, data: bytes) -> None:
        """Check the whole file."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:  # the latter two: an encoding expat does not know
            raise _refused("The SVG is damaged and cannot be read.", "Save it again with another program.") from error
        if self._ids_with_use & self._targets:
            raise _refused("The SVG repeats its parts inside each other.", "Save it as PNG.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_SVG_DEPTH or self._count > MAX_SVG_ELEMENTS:
            raise _refused("The SVG is too complex for a logo.", "Save it simpler or as PNG.")
        tag = name.rsplit(":", 1)[-1].lower()
        if tag in _BANNED:
            raise _refused(f"The SVG holds a <{tag}>, which a logo must not have.", "Save it as paths only or as PNG.")
        self._open_ids.append(attributes.get("id", ""))
        for key, value in attributes.items():
            self._attribute(tag, key.lower(), value)

    def _attribute(self, tag: str, key: str, value: str) -> None:
        if key.startswith("on"):
            raise _refused("The SVG holds a script.", "Save it as paths only or as PNG.")
        if key.rsplit(":", 1)[-1] in {"href", "src"}:
            if not value.startswith("#"):
                raise _refused("The SVG refers to something outside itself.", "Embed nothing, or save it as PNG.")
            if tag == "use":
                self._uses += 1
                self._targets.add(value[1:])
                self._ids_with_use.update(one for one in self._open_ids if one)
        self._text(value)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._open_ids.pop()

    def _text(self, value: str) -> None:
        if _REMOTE.search(value):
            raise _refused("The SVG refers to something outside itself.", "Embed nothing, or save it as PNG.")

    def _doctype(self, *_parts: object) -> None:
        raise _refused("The SVG declares a document type, which could hold entities.", "Save it as plain SVG or PNG.")

    def _instruction(self, target: str, _data: str) -> None:
        if target != "xml":
            raise _refused("The SVG refers to something outside itself.", "Embed nothing, or save it as PNG.")


def _draw_svg(data: bytes) -> Logo:
    """Draw to a PDF of the size of the picture and render that with transparency."""
    from reports import fonts  # ReportLab is locked down before svglib imports it

    fonts.load_all()
    import pypdfium2 as pdfium
    from reportlab.graphics import renderPDF
    from svglib.svglib import svg2rlg

    try:
        drawing = svg2rlg(io.BytesIO(data), font_map=None)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, RecursionError) as error:
        raise _refused("The SVG cannot be drawn.", "Save it as PNG.") from error
    if drawing is None or not _sensible(drawing.width) or not _sensible(drawing.height):
        hint = f"Give it a width and a height from 1 to {MAX_SVG:,}, or save it as PNG."
        raise _refused("The SVG has no size it can be drawn in.", hint)
    try:
        page = renderPDF.drawToString(drawing)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, OSError) as error:
        raise _refused("The SVG cannot be drawn.", "Save it as PNG.") from error
    document = pdfium.PdfDocument(page)
    try:
        scale = min(MAX_SIDE[0] / drawing.width, MAX_SIDE[1] / drawing.height, 20.0)
        bitmap = document[0].render(scale=scale, fill_color=(255, 255, 255, 0), maybe_alpha=True)
        return _encoded(bitmap.to_pil().convert("RGBA"))
    finally:
        document.close()


def _sensible(side: float) -> bool:
    return isinstance(side, int | float) and math.isfinite(side) and 1 <= side <= MAX_SVG
