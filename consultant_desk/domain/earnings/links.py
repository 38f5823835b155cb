"""Links to a vendor with a sub-id: the word that comes back in statements and tells whose commission it is.

A sub-id is made of characters that no network, spreadsheet or query rewrites, and no longer than networks keep.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from urllib.parse import SplitResult, parse_qsl, quote, unquote_plus, urlsplit, urlunsplit

from consultant_desk.errors import UserError

DEFAULT_PATTERN = "{client}-{n}"
LONGEST_SUB_ID = 50
"""Networks that count keep at least so many characters; what they cut would join to nobody."""
LONGEST_URL = 2_000

_NOTHING = "Nothing was changed."
_SAFE = re.compile(r"[A-Za-z0-9._-]+")
_OTHER = re.compile(r"[^a-z0-9]+")
_PLACE = re.compile(r"\{([^{}]*)\}")
_PLACES = frozenset({"client", "n"})
_PARAMETER = re.compile(r"[A-Za-z0-9._~\-\[\]]+")
_SPELT = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def slug(name: str) -> str:
    """Return a name in the characters of a sub-id: "Café Noé & Søn" gives `cafe-noe-son`; "" where none is left."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT)).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain).strip("-")


def check_pattern(pattern: str) -> str:
    """Return a pattern of sub-ids; `UserError` when it holds another place than {client} and {n}, or what is lost."""
    pattern = pattern.strip()
    unknown = [name for name in _PLACE.findall(pattern) if name not in _PLACES]
    fixed = _PLACE.sub("", pattern)
    if unknown or "{" in fixed or "}" in fixed:
        what = f"{{{unknown[0]}}}" if unknown else "a brace"
        raise UserError(f"The pattern of sub-ids cannot hold {what}.", _NOTHING, "Write it as {client}-{n}.")
    if fixed and not _SAFE.fullmatch(fixed):
        raise UserError(
            "The pattern of sub-ids holds characters that do not come back in statements.",
            _NOTHING,
            "Use letters, digits, dots, hyphens and underscores beside {client} and {n}.",
        )
    if len(fixed) > LONGEST_SUB_ID - 10:
        raise UserError("The pattern of sub-ids is too long.", _NOTHING, "Leave room for the client and a number.")
    return pattern


def make_sub_id(pattern: str, client: str, taken: Container[str]) -> str:
    """Return a sub-id of a pattern that is not taken; `taken` holds case-folded ones, statements change the case.

    The client's name is cut so that the whole is kept; without a {n} the second one gets a number at its end.
    """
    pattern = check_pattern(pattern) or DEFAULT_PATTERN
    name, number = slug(client) or "client", 1
    while True:
        with_number = pattern if "{n}" in pattern or number == 1 else f"{pattern}-{{n}}"
        filled = with_number.replace("{n}", str(number))
        uses = filled.count("{client}")
        room = (LONGEST_SUB_ID - len(filled.replace("{client}", ""))) // max(uses, 1)
        found = filled.replace("{client}", name[: max(room, 1)].rstrip("-"))
        if found.casefold() not in taken:
            return check_sub_id(found)
        number += 1


def check_sub_id(text: str) -> str:
    """Return a sub-id that comes back as it was given; `UserError` says what does not."""
    text = text.strip()
    if not text:
        raise UserError("The sub-id is empty.", _NOTHING)
    if not _SAFE.fullmatch(text):
        raise UserError(
            f"The sub-id {text[:60]!r} holds characters that do not come back in statements.",
            _NOTHING,
            "Use letters, digits, dots, hyphens and underscores.",
        )
    if len(text) > LONGEST_SUB_ID:
        raise UserError(f"The sub-id is longer than {LONGEST_SUB_ID} characters.", _NOTHING, "Shorten it.")
    return text


def check_parameter(text: str) -> str:
    """Return the name of a query parameter, "" for none; `UserError` when it cannot be one."""
    text = text.strip()
    if text and not _PARAMETER.fullmatch(text):
        raise UserError(f"{text[:60]!r} is no name of a parameter.", _NOTHING, "Write it as clickref or sid.")
    return text


def check_base(text: str, parameter: str = "") -> str:
    """Return an address links can be built from; `UserError` says what is wrong with it."""
    text = text.strip()
    if not text:
        return text
    parts = _split(text)
    if any(value for _name, value in _named(parts, parameter)):
        raise UserError(
            f"The address holds the parameter {parameter} already.",
            _NOTHING,
            "Take it out of the address: each link gets its own.",
        )
    if len(_named(parts, parameter)) > 1:
        raise UserError(f"The address holds the parameter {parameter} twice.", _NOTHING, "Take it out of the address.")
    return text


def build_link(base: str, parameter: str, sub_id: str) -> str:
    """Return the address with the sub-id as a parameter; what else it holds stays as it is.

    An empty parameter of that name is filled in. The result is read again and must give the same sub-id.
    """
    parameter, sub_id = check_parameter(parameter), check_sub_id(sub_id)
    if not base.strip():
        raise UserError("There is no address to build a link from.", _NOTHING, "Enter the programme's address first.")
    if not parameter:
        raise UserError("It is not known which parameter holds the sub-id.", _NOTHING, "Enter it at the programme.")
    parts = _split(check_base(base, parameter))
    pair = f"{quote(parameter, safe='')}={quote(sub_id, safe='')}"
    pieces = parts.query.split("&") if parts.query else []
    own = [place for place, piece in enumerate(pieces) if _name(piece).casefold() == parameter.casefold()]
    if own:
        pieces[own[0]] = pair
    else:
        while pieces and not pieces[-1]:
            pieces.pop()
        pieces.append(pair)
    link = urlunsplit(parts._replace(query="&".join(pieces)))
    if len(link) > LONGEST_URL:
        raise UserError(f"The link is longer than {LONGEST_URL} characters.", _NOTHING, "Use a shorter address.")
    if sub_id_of(link, parameter) != sub_id:
        raise UserError("The link does not give back its sub-id.", _NOTHING, "Use another address or parameter.")
    return link


def sub_id_of(link: str, parameter: str) -> str:
    """Return the sub-id a link carries, "" when it has none or more than one."""
    found = _named(_split(link), parameter)
    return found[0][1] if len(found) == 1 else ""


def _named(parts: SplitResult, parameter: str) -> list[tuple[str, str]]:
    """Return the parameters of a name, in any case: most networks do not tell sid from SID."""
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return [(name, value) for name, value in pairs if name.casefold() == parameter.casefold()]


def _name(piece: str) -> str:
    return unquote_plus(piece.partition("=")[0])


def _split(text: str) -> SplitResult:
    """Return the parts of an address on the web; `UserError` for anything else."""
    wrong = UserError(f"{text[:80]!r} is no address of a page.", _NOTHING, "Write it as https://vendor.example/page.")
    if any(character.isspace() or not character.isprintable() or character in '\\<>"' for character in text):
        raise wrong
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise wrong
    return parts
