"""The style of the page: sizes and colours of every kind of text are those of the theme, so that it looks like the PDF.

One rem is the size of the body text, on the screen 16 pixels and on paper what the PDF has. What a brand or a person
wrote is never put here but as escaped strings.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports import colours
from reports.html.faces import STACK
from reports.theme import TA_CENTER, TA_RIGHT, Face, Theme

_ALIGN = {TA_RIGHT: "right", TA_CENTER: "center"}
BODY = 9.5
"""Points of the text on paper, which are one rem."""

_PAGE = """
*{box-sizing:border-box}
html{color-scheme:only light;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:#fff;color:INK;font:400 1rem/1.45 STACK;font-kerning:none;overflow-wrap:anywhere;
print-color-adjust:exact;-webkit-print-color-adjust:exact}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure,blockquote,hgroup{margin:0;padding:0}
h1,h2,h3,h4,strong,th{font-weight:600}
a{color:PRIMARY;text-underline-offset:.15em}
a:focus-visible,.scroll:focus-visible{outline:.18rem solid PRIMARY;outline-offset:.15rem}
sup{font-size:.68em;line-height:0}
sup a{text-decoration:none}
[style^="color"] a{color:inherit}
.skip{position:absolute;left:-99rem;background:#fff;padding:.6rem 1rem;z-index:2}
.skip:focus{left:0;top:0}
.watermark{position:fixed;inset:0;display:grid;place-items:center;z-index:-1;overflow:hidden;
color:#F3F4F6;font-size:min(15.8rem,34vw);font-weight:600;transform:rotate(-52deg);pointer-events:none}
.cover,.masthead,main,.contents,.foot{padding-inline:max(1rem,calc((100vw - WIDE) / 2))}
.strip{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;align-items:center;padding-block:1.6rem}
.strip img{display:block;max-width:min(60vw,18rem);max-height:5.7rem;width:auto;height:auto}
.brand{font-size:1.47rem;line-height:1.35;color:PRIMARY;font-weight:600}
.marking{font-size:.9rem;color:MUTED}
.block{margin-inline:calc(-1 * max(1rem,calc((100vw - WIDE) / 2)));padding:3rem max(1rem,calc((100vw - WIDE) / 2));
background:BAND;color:ONBAND;border-bottom:.4rem solid SECONDARY}
.in-band .block,.in-plain .block{background:none;color:INK}
.in-band .block{border-top:.63rem solid BAND;border-bottom:0}
.in-plain .block{border-bottom:.06rem solid RULE}
.kind{font-weight:600;font-size:1.1rem}
.cover h1{font-size:clamp(1.7rem,5vw,3.1rem);line-height:1.2;margin-block:1rem .6rem;max-width:44rem}
.subject{font-size:1.37rem;line-height:1.4}
.date{margin-top:2.4rem;font-size:1.1rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.9rem 2rem;padding-block:1.8rem}
.facts dt{font-size:.85rem;color:MUTED}
.masthead{border-top:.63rem solid BAND;padding-block:1.4rem 0}
.masthead h1{font-size:1.26rem;line-height:1.35;color:PRIMARY}
.masthead p{color:MUTED;font-size:.85rem;margin-top:.2rem}
.contents{padding-block:1.2rem .4rem}
.contents h2{font-size:.95rem;color:PRIMARY;margin-bottom:.3rem}
.contents ol{list-style:none;columns:17rem;column-gap:2.5rem}
.contents li{border-bottom:.05rem solid RULE;break-inside:avoid}
.contents a{display:block;color:INK;text-decoration:none;padding:.36rem 0;font-size:.95rem}
.contents a:hover{color:PRIMARY;text-decoration:underline}
main{display:block;padding-bottom:2rem}
main:focus{outline:0}
p,li,blockquote,.items>li>div{max-width:47rem;text-wrap:pretty}
.foot{margin-top:1rem;padding-block:1.2rem 2rem;color:MUTED;font-size:.82rem}
.foot>div{border-top:.06rem solid RULE;padding-top:.8rem}
.foot p{margin-bottom:.3rem}
hgroup h2{text-wrap:balance}
.columns{display:grid;gap:1rem 2.3rem;margin-block:1rem}
.columns>div>:first-child{margin-top:0}
.box{padding:.95rem;margin-block:.7rem;border-left:.26rem solid}
.box.framed{border:.1rem solid}
.box p{max-width:none}
.items{list-style:none}
.items>li{display:grid;grid-template-columns:var(--in,1.6rem) 1fr}
.items.dated{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem}
.items.dated>li{grid-column:1/-1;grid-template-columns:subgrid;margin:0}
.items>li+li,.dots>li+li{margin-top:.4rem}
.dots{padding-left:1.2rem}
.dots>li::marker{color:INK}
.quote p{font:inherit}
.chip{display:inline-block;border-radius:.26rem;padding:0 .48rem}
hr{border:0;border-top:.06rem solid RULE;margin:.6rem 0}
.exhibit{margin-block:1.26rem 1.05rem}
.scroll{overflow-x:auto;max-width:100%;position:relative}
.scroll>svg{display:block;width:100%;min-width:38rem;height:auto;font-family:STACK;font-kerning:none}
svg .b{font-weight:600}
svg .t{font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;font-size:.895rem;line-height:1.35}
caption{text-align:left;padding-bottom:.42rem}
caption>span{display:block;position:sticky;left:0;max-width:min(50.7rem,calc(100vw - 2rem))}
th,td{text-align:left;vertical-align:top;padding:.37rem .63rem;border-bottom:.05rem solid RULE}
thead th,thead td{vertical-align:bottom;border-bottom-color:MUTED}
tr>:first-child{padding-left:0}
.unruled>*{border-bottom:0}
.middle{vertical-align:middle}
table.tight{border-collapse:separate;border-spacing:.18rem}
.tight td,.tight th{padding:.27rem .32rem}
.tight tr>:first-child{padding-left:0}
.dashed{border:.06rem dashed MUTED}
.none{border:0}
@media (min-width:44rem){.columns{grid-template-columns:var(--columns)}table{width:var(--share,100%)}}
@media (max-width:44rem){hgroup .h1{font-size:1.53rem}td,th{overflow-wrap:break-word}.long{overflow-wrap:anywhere}}
@media screen and (min-width:78rem){
.laid{display:grid;grid-template-columns:1fr 18rem WIDE 1fr}
.laid>*{grid-column:1/-1}
.laid .cover,.laid .masthead,.laid .foot{padding-inline:calc((100vw - 18rem - WIDE) / 2)}
.laid .block{margin-inline:calc((100vw - 18rem - WIDE) / -2);padding-inline:calc((100vw - 18rem - WIDE) / 2)}
.laid .contents{grid-column:2;padding-inline:0 3rem;position:sticky;top:1rem;align-self:start;
max-height:calc(100vh - 2rem);overflow-y:auto;margin-top:1.6rem}
.laid main{grid-column:3;padding-inline:0}
.laid .contents ol{columns:auto}
}
@media print{
html{font-size:9.5pt}
.skip,.attached{display:none}
.cover,.masthead,main,.contents,.foot{padding-inline:0}
.block{margin-inline:0;padding-inline:1.6rem}
.contents{break-after:page}
.masthead+.contents,.masthead+main{break-after:auto}
h2,h3,h4,.kicker,figcaption,caption{break-after:avoid}
hgroup,tr,.box,.columns,.together,figure,.items>li{break-inside:avoid}
p{orphans:2;widows:2}
thead{display:table-header-group}
.scroll{overflow:visible}
.scroll>svg,table{min-width:0!important}
.source{break-before:avoid}
.new-page,.one-page{break-before:page}
.one-page{break-after:page}
main>section:first-child .one-page{break-before:auto}
main>section:last-child .one-page{break-after:auto}
a{color:inherit;text-decoration:none}
}
"""


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on each page when the report is printed from the browser: one line above, some below the text."""

    head: str
    foot: tuple[str, ...]


def style_of(theme: Theme, page_size: str, running: Running) -> str:
    """Return the style sheet."""
    values = {
        "STACK": STACK,
        "WIDE": f"{_number(theme.width / BODY)}rem",
        "PRIMARY": theme.primary,
        "SECONDARY": theme.brand.secondary,
        "ONBAND": colours.label_on(theme.band),
        "BAND": theme.band,
        "INK": colours.INK,
        "MUTED": colours.MUTED,
        "RULE": colours.RULE,
    }
    page = _PAGE
    for name, value in values.items():
        page = page.replace(name, value)
    faces = "".join(_rule(name, face) for name, face in theme.faces.items())
    return f"{page.lstrip()}{faces}{_paper(page_size, running)}"


def _rule(name: str, face: Face) -> str:
    look = [
        f"font-size:{_number(face.size / BODY)}rem",
        f"line-height:{_number(face.leading / face.size)}",
        f"color:{face.colour}",
        f"font-weight:{600 if face.bold else 400}",
    ]
    if face.tabular:
        look.append("font-variant-numeric:tabular-nums")
    if face.align in _ALIGN:
        look.append(f"text-align:{_ALIGN[face.align]}")
    for side, points in (("top", face.before), ("bottom", face.after)):
        if points:
            look.append(f"margin-{side}:{_number(points / BODY)}rem")
    return f".{name}{{{';'.join(look)}}}\n"


def _paper(page_size: str, running: Running) -> str:
    look = f"font:7.5pt {STACK};color:{colours.MUTED};white-space:pre-line"
    foot = "\\a ".join(_string(line) for line in running.foot)
    head = f'@top-left{{content:"{_string(running.head)}";{look}}}' if running.head else ""
    return (
        f"@page{{size:{page_size};margin:19mm 20mm;{head}"
        f'@bottom-left{{content:"{foot}";{look}}}'
        f'@bottom-right{{content:counter(page) " / " counter(pages);{look}}}}}\n'
    )


def _string(text: str) -> str:
    """Return text as the inside of a string of CSS; everything but letters and digits is written as its number."""
    return "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
