"""Translation of the program's own texts. English is the language of the source; others are compiled catalogues."""

from __future__ import annotations

import gettext
from importlib import resources

DOMAIN = "consultant_desk"


class _Language:
    """The one language in use; chosen at start, before any text is shown."""

    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(code: str) -> bool:
    """Show texts in the language `code` ("de", "fr_CH"); tell whether a catalogue for it or its base is there."""
    for name in (code, code.split("_", maxsplit=1)[0]):
        file = resources.files("resources").joinpath("locale", name, f"{DOMAIN}.mo")
        if name and file.is_file():
            with file.open("rb") as stream:
                _Language.catalogue = gettext.GNUTranslations(stream)
            return True
    _Language.catalogue = gettext.NullTranslations()
    return False


def _(text: str) -> str:
    """Return `text` in the language in use."""
    return _Language.catalogue.gettext(text)


def N_(text: str) -> str:  # noqa: N802 - the name the extraction of texts looks for
    """Mark a text for translation that is translated later, where it is shown."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """Return the text that fits `count`, in the language in use, with `{count}` filled in."""
    return _Language.catalogue.ngettext(one, many, count).format(count=count)
