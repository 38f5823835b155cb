"""Reading a page of HTML back with the parser of the standard library: strict about what a browser would mend."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from fontTools.ttLib import TTFont

VOID = {"meta", "br", "hr", "img", "col"}
BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "tr", "caption", "figcaption", "div", "dt", "dd", "section", "header"}
BLOCKS |= {"nav", "main", "footer", "svg", "text", "title", "blockquote", "br"}


@dataclass(frozen=True)
class Element:
    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    start: int


@dataclass
class Page(HTMLParser):
    """All elements in order, the text of the body, and the figures bound in it as (printed, path)."""

    markup: str
    elements: list[Element] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    style: str = ""
    stack: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.markup)
        self.close()
        assert not self.stack, "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), "an attribute stands twice"
        self.elements.append(Element(tag, attributes, tuple(one for one, _figure in self.stack), len(self.text)))
        if tag in BLOCKS:
            self.text += "\n"
        if tag not in VOID:
            self.stack.append((tag, attributes.get("data-figure", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        opened, _figure = self.stack.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        if tag in {"td", "th"}:
            self.text += "\t"

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _figure in self.stack]
        if "style" in inside:
            self.style += data
        elif "head" not in inside:
            self.text += data
            bound = [figure for _tag, figure in self.stack if figure]
            if bound:
                self.figures.append((data, bound[-1]))

    def all(self, tag: str, **wanted: str) -> list[Element]:
        named = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            one for one in self.elements if one.tag == tag and all(one.attributes.get(k) == v for k, v in named.items())
        ]

    def part(self, anchor: str) -> Page:
        """Return one section as a page of its own."""
        start = self.markup.index(f'id="{anchor}"')
        start = self.markup.rindex("<section", 0, start)
        return Page(self.markup[start : self.markup.index("</section>", start) + len("</section>")])

    def lines(self) -> list[str]:
        return [shown for line in self.text.split("\n") if (shown := " ".join(line.split(" ")).strip())]

    def faces(self) -> list[TTFont]:
        found = re.findall(r"data:font/woff;base64,([A-Za-z0-9+/=]+)", self.style)
        return [TTFont(io.BytesIO(base64.b64decode(one))) for one in found]
