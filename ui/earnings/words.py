"""The words and figures of the section Earnings: amounts in columns, states, months, periods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from consultant_desk.domain.currencies import exponent
from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.domain.earnings.identity import is_by_hand, source_key
from consultant_desk.domain.earnings.reasons import Urgency
from consultant_desk.domain.earnings.states import Kind, Status
from consultant_desk.domain.money import Money, major
from consultant_desk.services.rows.earnings import Overview
from ui.entry import formats, money_text
from ui.figures import MINUS
from ui.models.table import Cell
from ui.theme import ColorName
from ui.widgets.chips import Mood

STATUS_WORDS: dict[Status, tuple[str, Mood]] = {
    Status.PENDING: ("Pending", "quiet"),
    Status.APPROVED: ("Approved", "info"),
    Status.PAID: ("Paid", "good"),
    Status.REVERSED: ("Reversed", "bad"),
}
"""Word and mood of each state."""
KIND_WORDS: dict[Kind, str] = {
    Kind.SALE: "Sale",
    Kind.LEAD: "Lead",
    Kind.RECURRING: "Recurring",
    Kind.BONUS: "Bonus",
    Kind.BOUNTY: "Bounty",
    Kind.TIER: "Tier",
    Kind.CLAWBACK: "Clawback",
    Kind.FEE: "Fee",
    Kind.ADJUSTMENT: "Adjustment",
}
URGENCY_MARKS: dict[Urgency, tuple[str, ColorName, str]] = {
    Urgency.WRONG: ("circle-alert", "bad", "late"),
    Urgency.KEPT_BACK: ("circle-alert", "warn", "to look at"),
    Urgency.WAITS: ("clock", "text2", "waiting"),
}
"""Icon, colour and word of how urgent an open item is."""
AGE_WORDS: dict[Age, str] = {
    Age.NOT_DUE: "Not due",
    Age.TO_30: "1 to 30 days late",
    Age.TO_60: "31 to 60 days late",
    Age.TO_90: "61 to 90 days late",
    Age.OVER_90: "Over 90 days late",
    Age.UNDATED: "No date known",
    Age.TO_BE_NETTED: "To be netted",
}
"""How long money has been due."""
SOURCE_WORDS = {"person": "by hand", "payout": "by its payout", "statement": "a statement", "delta": "a statement"}
"""Who made an observation that no file is known of."""
NONE = "–"
ADDS_UP = (
    "Each line at the rates of its days, rounded so that the lines add up to the total: "
    "one may differ by a cent from the same amount alone."
)
"""What is to be known of a column in the base currency (`rates.add_up`)."""
OTHER_NAMES = {"EUR": "euro"}
"""What a currency is called after "in" where its own plural reads oddly."""


def client_cell(client: str, ref: str) -> Cell:
    """Return the cell of whose a commission is: without a client what the statement calls them, set back."""
    if client:
        return Cell(client)
    return Cell(ref or NONE, "text3", spoken=f"no client, sub-ID {ref}" if ref else "no client")


@lru_cache(maxsize=8192)
def money_words(money: Money | None) -> str:
    """Return an amount with its currency and a true minus, or nothing."""
    return money_text(money).replace("-", MINUS)


def minor_money(minor: int, currency: str) -> str:
    """Return minor units with their currency."""
    return money_words(Money(minor, currency))


@lru_cache(maxsize=8192)
def figure(minor: int, currency: str) -> str:
    """Return minor units as a figure of a column, without currency."""
    return formats().number(major(minor, currency), decimals=exponent(currency)).replace("-", MINUS)


def signed(minor: int, currency: str) -> str:
    """Return minor units as a figure with its sign; zero has none."""
    return ("+" if minor > 0 else "") + figure(minor, currency)


def whole(minor: int, currency: str) -> str:
    """Return minor units in whole units of the currency, as printed above bars and in summaries."""
    return formats().number(major(minor, currency).quantize(Decimal(1)), decimals=0).replace("-", MINUS)


def thousands(minor: int, currency: str) -> str:
    """Return minor units in thousands of the currency, for bars that stand close together."""
    return (
        formats().number(major(minor, currency).scaleb(-3).quantize(Decimal(1)), decimals=0).replace("-", MINUS) + "k"
    )


def millions(minor: int, currency: str) -> str:
    """Return minor units in millions of the currency, for bars that stand closer still; little is told in thousands."""
    if abs(major(minor, currency)) < 50_000:
        return thousands(minor, currency)
    text = formats().number(major(minor, currency).scaleb(-6).quantize(Decimal("0.1")), decimals=1)
    return text.replace("-", MINUS) + "m"


def whole_or_none(minor: int, currency: str) -> str:
    """Return whole units, a dash for nothing."""
    return whole(minor, currency) if minor else NONE


def range_words(low: int, high: int, currency: str) -> str:
    """Return a range with its currency, in whole units: its ends are an estimate, as computed amounts are."""
    if low == high:
        return minor_money(low, currency)
    ends = (formats().rounded_money(major(end, currency), currency).replace("-", MINUS) for end in (low, high))
    return " – ".join(ends)


@lru_cache(maxsize=64)
def symbol(currency: str) -> str:
    """Return the sign of a currency, as headers of columns carry it."""
    from babel.numbers import get_currency_symbol  # after the first paint

    return str(get_currency_symbol(currency, locale=formats().locale))


@lru_cache(maxsize=64)
def currency_name(currency: str) -> str:
    """Return a currency as it reads after "in": "euro", "US dollars"."""
    from babel.numbers import get_currency_name  # after the first paint

    return OTHER_NAMES.get(currency) or str(get_currency_name(currency, count=2, locale=formats().locale))


@lru_cache(maxsize=4096)
def short_day(iso: str, this_year: int) -> str:
    """Return an ISO date as "15 Oct", with its year when that is another one; nothing for none."""
    if not iso:
        return ""
    from babel.dates import format_date  # after the first paint

    day = date.fromisoformat(iso[:10])
    return str(format_date(day, "d MMM" if day.year == this_year else "d MMM y", locale=formats().locale))


@lru_cache(maxsize=256)
def month_label(month: str, *, year: bool) -> str:
    """Return a month ("2026-11") as "Nov", or as "Nov 26" with its year."""
    from babel.dates import format_date  # after the first paint

    day = date.fromisoformat(f"{month}-01")
    return str(format_date(day, "LLL yy" if year else "LLL", locale=formats().locale))


def reference_words(external_id: str) -> str:
    """Return what a source calls a commission; of one entered by hand that it was, of one without a number nothing."""
    return "by hand" if is_by_hand(external_id) else source_key(external_id)


def source_words(source: str) -> str:
    """Return who made an observation, as a person says it; the name of a file stays as it is."""
    return SOURCE_WORDS.get(source, source)


def payout_name(reference: str, account: str, paid_on: str, this_year: int) -> str:
    """Return what a payout goes by: its reference, shortened, else who paid it and when."""
    return reference[:40] or ", ".join(part for part in (account[:40], short_day(paid_on, this_year)) if part)


def share_text(share: float | None) -> str:
    """Return a share as whole percent, or a dash."""
    return NONE if share is None else formats().percent(share)


def days_late(days: int) -> str:
    """Return how late something is: "35 d", or nothing."""
    return f"{days} d" if days > 0 else ""


def count_words(count: int, one: str, many: str) -> str:
    """Return a count with its noun: "1 item", "1,204 items"."""
    return f"{formats().number(count)} {one if count == 1 else many}"


def overview_state(overview: Overview) -> str:
    """Return the line of state: the year, the currency, and what is in none of the sums."""
    parts = [f"{overview.year}, in {currency_name(overview.currency)} at the day’s ECB rate"]
    if overview.tiles.missing:
        missing = overview.tiles.missing
        parts.append(
            f"{count_words(missing, 'amount', 'amounts')} without a rate {'is' if missing == 1 else 'are'} left out"
        )
    return "; ".join(parts)
