"""Elements of HTML as text: the one place where words of a user are escaped."""

from __future__ import annotations

import re
from html import escape, unescape

from reports.text import clean

TAGS = re.compile(r"<[^>]*>")
_SLANTED = re.compile("<em>(.*?)</em>", re.DOTALL)


def element(tag: str, content: str, **attributes: str) -> str:
    """Return an element around content that is HTML already; `class_` is its class, empty attributes are left out."""
    return f"<{tag}{_listed(attributes)}>{content}</{tag}>"


def void(tag: str, **attributes: str) -> str:
    """Return an element that has no content."""
    return f"<{tag}{_listed(attributes)}>"


def words(text: str) -> str:
    """Return text as HTML, its line ends kept."""
    return escape(clean(text)).replace("\n", "<br>")


def slanted(markup: str) -> frozenset[str]:
    """Return the characters that are shown in italics, which do not stand within each other."""
    return characters("".join(_SLANTED.findall(markup)))


def characters(markup: str) -> frozenset[str]:
    """Return the characters that are shown of well-formed HTML."""
    return frozenset(unescape(TAGS.sub("", markup))) - {"\n"}


def _listed(attributes: dict[str, str]) -> str:
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value)
    return "".join(f' {name}="{escape(clean(value))}"' for name, value in named)
