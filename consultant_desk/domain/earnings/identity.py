"""The ids of what a statement brings: the same line on two devices, or in two files, is one record.

All are UUIDv5 of what names the thing and nothing else: status, amount and payment id are not part of a commission's
identity, names are compared as `normalised`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha1

from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.domain.ids import PAIR_NAMESPACE, pair_id

_SEED = PAIR_NAMESPACE.bytes
_VARIANTS = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}

HAND, EXCHANGE = "hand-", "exchange-"
"""What keys begin with that are made for a commission by hand, and for the rest of a payout by the exchange rate."""
_OWN_KEY = re.compile(rf"(?:{HAND}|{EXCHANGE})[0-9a-f]{{12}}|[a-z]+:[0-9a-f]{{24}}")


def normalised(name: str) -> str:
    """Return a name as it is compared: NFKC, one space, case folded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def account_id(profile: str, name: str) -> str:
    """Return the id of an account: of the account id a file names, else of the name the person gave it."""
    return pair_id("account", profile, normalised(name))


def programme_id(account: str, name: str) -> str:
    """Return the id of the programme that is made when a statement of an account names one nobody knows."""
    return pair_id("programme", account, normalised(name))


def source_key(external_id: str) -> str:
    """Return the key a source gives a commission, empty for one made here: by hand, for a rest, or a fingerprint."""
    return "" if _OWN_KEY.fullmatch(external_id) else external_id


def is_by_hand(external_id: str) -> bool:
    """Tell whether a key is that of a commission which was entered by hand without one."""
    return external_id.startswith(HAND) and not source_key(external_id)


def commission_id(account: str, external_id: str) -> str:
    """Return the id of a commission: its account and the key its source, or its fingerprint, gives it."""
    return fast_id(f"commission/{account}/{external_id}")


def commission_ids(account: str, external_ids: Iterable[str]) -> list[str]:
    """Return the ids of commissions of one account."""
    return fast_ids(f"commission/{account}/{external_id}" for external_id in external_ids)


def payment_key(account: str, external_id: str) -> str:
    """Return the id of a payout or bank line of an account by its source's key."""
    return fast_id(f"payment/{account}/{external_id}")


def event_id(
    commission: str,
    kind: str,
    as_of: str,
    approval: Approval,
    payment: Payment,
    amount: tuple[int, str],
    payment_id: str,
    nth: int,
) -> str:
    """Return the id of an observation of an amount, its minor units and currency; `nth` counts equal ones from 1."""
    minor, currency = amount
    return fast_id(f"event/{commission}/{kind}/{as_of}/{approval}/{payment}/{minor} {currency}/{payment_id}/{nth}")


def first_event_ids(events: Iterable[tuple[str, str, str, str, int, str, str]]) -> list[str]:
    """Return the ids of what statements observe for the first time.

    Each is given by commission, as-of, approval, payment, minor units, currency and payment id.
    """
    return fast_ids(
        f"event/{commission}/statement/{as_of}/{approval}/{payment}/{minor} {currency}/{payment_id}/1"
        for commission, as_of, approval, payment, minor, currency, payment_id in events
    )


def fast_id(name: str) -> str:
    """Return `pair_id` of a name whose parts are joined by slashes, in a third of its time."""
    return fast_ids((name,))[0]


def fast_ids(names: Iterable[str]) -> list[str]:
    """Return the `fast_id` of each name."""
    digests = [sha1(_SEED + name.encode(), usedforsecurity=False).hexdigest() for name in names]
    return [
        f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{_VARIANTS[text[16]]}{text[17:20]}-{text[20:32]}" for text in digests
    ]
