"""Brand files (`*.brand.json`): one brand, whole in itself, to give away or to take in elsewhere.

The same rules stand in `resources/schemas/brand-1.schema.json`; a test keeps them in agreement. What is in the picture
and in the font is for others to check: here they are only bytes.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass

from consultant_desk.domain.brand import Brand, CoverStyle, FontFamily
from consultant_desk.domain.contrast import is_colour
from consultant_desk.domain.evaluation.file_kinds import CALLED, of_format
from consultant_desk.domain.evaluation.node import FaultLog, Node, refused
from consultant_desk.domain.evaluation.strict_json import parse
from consultant_desk.domain.evaluation.writing import Record
from consultant_desk.errors import Fault, UserError

FORMAT = "consultant-desk/brand"
VERSION = 1
SUFFIX = ".brand.json"
MAX_LOGO = 8_000_000
MAX_FONT = 25_000_000
MAX_BYTES = 50_000_000
KEPT = "No brand was added."

_PNG = b"\x89PNG\r\n\x1a\n"
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


@dataclass(frozen=True, slots=True)
class BrandFile:
    """A brand as it stands in a file: `look` has neither logo nor font, which nobody has looked into yet."""

    look: Brand
    logo: bytes = b""
    font_name: str = ""
    font: bytes = b""


def load_brand(data: bytes) -> BrandFile:
    """Return the brand a file holds; `UserError` with all its faults when it is not valid."""
    tree, version = of_format(parse(data, CALLED[FORMAT], MAX_BYTES), FORMAT, VERSION)
    log = FaultLog(version)
    root = Node(tree, "$", log)
    root.record(
        ("format", "version", "name", "primary_colour", "secondary_colour"),
        ("font", "cover", "contact_line", "header", "footer", "legal_footer", "logo", "extra_font"),
    )
    found = _read(root)
    if log.faults:
        raise refused(log, "brand file", KEPT)
    return found


def dump_brand(brand: Brand) -> bytes:
    """Return a brand as a file; `load_brand` gives the same back."""
    texts: Record = {
        "contact_line": brand.contact_line,
        "header": brand.header,
        "footer": brand.footer,
        "legal_footer": brand.legal_footer,
        "logo": _encoded(brand.logo.png) if brand.logo is not None else "",
    }
    tree: Record = {
        "format": FORMAT,
        "version": VERSION,
        "name": brand.name,
        "primary_colour": brand.primary,
        "secondary_colour": brand.secondary,
        "font": brand.font,
        "cover": brand.cover.value,
        **{key: text for key, text in texts.items() if text},
    }
    if brand.extra_font is not None:
        tree["extra_font"] = {"name": brand.extra_font.name, "ttf": _encoded(brand.extra_font.ttf)}
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def refused_parts(faults: tuple[Fault, ...]) -> UserError:
    """Return the error for a file whose logo or font is not what it should be, in the words of any faulty file."""
    log = FaultLog(VERSION)
    log.faults.extend(faults)
    return refused(log, "brand file", KEPT)


def _read(root: Node) -> BrandFile:
    house = Brand(name="")
    font = root.child("font").choice(FontFamily)
    look = Brand(
        name=root.child("name").filled(),
        primary=_colour(root.child("primary_colour")),
        secondary=_colour(root.child("secondary_colour")),
        font=font.value if font is not None else house.font,
        cover=root.child("cover").choice(CoverStyle) or house.cover,
        contact_line=root.child("contact_line").text(),
        header=root.child("header").text(),
        footer=root.child("footer").text(),
        legal_footer=root.child("legal_footer").text(),
    )
    logo = root.child("logo")
    picture = _bytes(logo, MAX_LOGO)
    if picture and not picture.startswith(_PNG):
        logo.fault("is no PNG", "a PNG in base64")
    extra = root.child("extra_font")
    if not extra.given or not extra.record(("name", "ttf")):
        return BrandFile(look, picture)
    return BrandFile(look, picture, extra.child("name").filled(), _bytes(extra.child("ttf"), MAX_FONT))


def _colour(node: Node) -> str:
    text = node.text()
    if text and is_colour(text):
        return text
    if node.given and isinstance(node.raw, str):
        node.wrong("a colour such as #24408E")
    return Brand(name="").primary


def _bytes(node: Node, most: int) -> bytes:
    """Return what a base64 text holds; nothing where it is absent or wrong."""
    if not node.given:
        return b""
    if not isinstance(node.raw, str) or not node.raw or not _BASE64.fullmatch(node.raw):
        node.wrong("base64")
        return b""
    if len(node.raw) > (most + 2) // 3 * 4:
        node.fault(f"is larger than {most // 1_000_000} MB", f"at most {most // 1_000_000} MB")
        return b""
    try:
        return base64.b64decode(node.raw, validate=True)
    except binascii.Error:
        node.wrong("base64")
        return b""


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
