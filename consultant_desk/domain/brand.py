"""How a report looks, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FontFamily(StrEnum):
    """The families that come with the program."""

    INTER = "Inter"
    SOURCE_SANS = "Source Sans 3"


class CoverStyle(StrEnum):
    """How the first page is drawn: a field of colour behind the title, a band at its top, or type only."""

    BLOCK = "block"
    BAND = "band"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture re-encoded as PNG by the program; `width` x `height` in pixels."""

    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ExtraFont:
    """A TrueType font of the person's own, for characters that the shipped families lack; `name` is shown, not used."""

    name: str
    ttf: bytes


@dataclass(frozen=True, slots=True)
class Brand:
    """How a report looks: two colours as #RRGGBB, family "Inter" or "Source Sans 3".

    `header` and `footer` stand on every page but the cover, `legal_footer` under the latter and on the cover.
    """

    name: str
    primary: str = "#24408E"
    secondary: str = "#B45309"
    font: str = "Inter"
    contact_line: str = ""
    legal_footer: str = ""
    logo: Logo | None = None
    header: str = ""
    footer: str = ""
    cover: CoverStyle = CoverStyle.BLOCK
    extra_font: ExtraFont | None = None
