"""Whether the last cell of a file without a last line end is whole.

Many programs write no end after the last line, so that alone says nothing; but a download that broke off in the last
cell would turn 125.00 into 12, or an id into another one.
"""

from __future__ import annotations

import re

from consultant_desk.imports.statements.profile import AMOUNT_FIELDS, Profile
from consultant_desk.imports.statements.recognise import Match
from consultant_desk.imports.statements.source import Source

_DECIMALS = re.compile(r"[.,](\d+)\D*$")


def unended(source: Source, profile: Profile, found: Match) -> str:
    """Return why the last line may not be whole; nothing where its last cell tells that it is, or does not matter.

    An amount is whole with as many decimals as the one above has; an id or a date if it is no shorter.
    """
    if source.unended is None:
        return ""
    last, above = source.unended
    name = found.head.rows[found.header][1][-1].strip()
    place = len(found.head.rows[found.header][1]) - 1
    here = {column for column, at in found.bound.places.items() if at == place}
    amounts = {column for field in AMOUNT_FIELDS for column in profile.fields.get(field, ())}
    if here & amounts:
        whole = bool(decimals := _decimals(above)) and _decimals(last) >= decimals
    elif here & {*profile.identity.key, *profile.fields["date"]}:
        whole = bool(above) and len(last) >= len(above)
    else:
        return ""
    return "" if whole else f"the file ends without a line end, and “{name}” may be cut short"


def _decimals(text: str) -> int:
    found = _DECIMALS.search(text)
    return 0 if found is None else len(found[1])
