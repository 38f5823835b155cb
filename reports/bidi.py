"""Names in Arabic or Hebrew on a line that runs from left to right: letters joined, shown in visual order.

What is set keeps its logical order until it is drawn, so that it measures and breaks like any text. Whoever reads the
page turns the letters back, as with any page in these scripts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")


def has_rtl(text: str) -> bool:
    """Tell whether a text holds letters that run from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


@lru_cache(maxsize=1_024)
def joined(text: str) -> str:
    """Return a text with each Arabic letter in the form it takes beside its neighbours."""
    if not _ARABIC.search(text):
        return text
    from arabic_reshaper import ArabicReshaper

    return str(ArabicReshaper({"delete_harakat": False, "support_zwj": True}).reshape(text))


@lru_cache(maxsize=1_024)
def visual(text: str) -> str:
    """Return a line in the order it is read with the eyes, in a context that runs from left to right."""
    from bidi import get_display

    return str(get_display(text, base_dir="L"))


def typed(text: str) -> str:
    """Return letters in the form they were typed in: what `joined` made of them undone."""
    return _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
