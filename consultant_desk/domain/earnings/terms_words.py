"""Terms of a programme in plain words, in the language and the formats of the person."""

from __future__ import annotations

from decimal import Decimal

from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms, TierBasis, TierPeriod
from consultant_desk.formats import Formats
from consultant_desk.i18n import _, ngettext


def rate_words(terms: Terms, formats: Formats) -> str:
    """Say what is paid: "20 % of each payment for 12 months"."""
    paid = _paid(terms.percent, terms.flat_minor, terms.currency, formats)
    if not paid:
        return _("No rate is entered")
    if not terms.recurs:
        return (
            _("{paid} of the sale").format(paid=paid)
            if terms.percent is not None
            else _("{paid} per sale").format(paid=paid)
        )
    words = _("{paid} of each payment") if terms.percent is not None else _("{paid} with each payment")
    found = words.format(paid=paid)
    if terms.recurring_months:
        found += " " + ngettext("for {count} month", "for {count} months", terms.recurring_months)
    if terms.recurring_count:
        found += " " + ngettext("at most once", "at most {count} times", terms.recurring_count)
    if not terms.recurring_months and not terms.recurring_count:
        found += " " + _("for as long as the client pays")
    return found


def terms_words(terms: Terms, formats: Formats) -> tuple[str, ...]:
    """Return one sentence for each thing the terms settle, none for what they leave open but the lock."""
    parts = [rate_words(terms, formats), *tiers_words(terms, formats), _lock(terms)]
    if terms.hold_days:
        parts.append(
            ngettext("Held for {count} day after the sale", "Held for {count} days after the sale", terms.hold_days)
        )
    parts.append(_cycle(terms, formats))
    if terms.forfeiture_days:
        parts.append(
            ngettext("Lost after {count} day below the threshold", "Lost after {count} days below the threshold",
                     terms.forfeiture_days)
        )  # fmt: skip
    if terms.cookie_days:
        parts.append(ngettext("A click counts for {count} day", "A click counts for {count} days", terms.cookie_days))
    return tuple(f"{part}." for part in parts)


def cycle_words(cycle: Cycle) -> str:
    """Say how often is paid: "paid quarterly"."""
    return {
        Cycle.WEEKLY: _("Paid weekly"),
        Cycle.MONTHLY: _("Paid monthly"),
        Cycle.QUARTERLY: _("Paid quarterly"),
        Cycle.NET: _("Paid after the lock"),
        Cycle.ON_REQUEST: _("Paid on request"),
    }[cycle]


def _paid(percent: Decimal | None, flat_minor: int | None, currency: str, formats: Formats) -> str:
    if percent is not None:
        return formats.number(percent) + "\N{NO-BREAK SPACE}%"
    return formats.money(flat_minor, currency) if flat_minor is not None else ""


def tiers_words(terms: Terms, formats: Formats) -> list[str]:
    """Say what each tier pays, and from where on: "30 % for more than 20 sales in a month"."""
    period = {
        TierPeriod.MONTH: _("in a month"),
        TierPeriod.QUARTER: _("in a quarter"),
        TierPeriod.YEAR: _("in a year"),
        TierPeriod.ALWAYS: _("in all"),
    }[terms.tier_period]
    found = []
    for tier in terms.tiers:
        paid = _paid(tier.percent, tier.flat_minor, terms.currency, formats)
        if terms.tier_basis is TierBasis.COUNT:
            mark = ngettext("more than {count} sale", "more than {count} sales", tier.above)
        else:
            mark = _("more than {amount} of sales").format(amount=formats.money(tier.above, terms.currency))
        found.append(_("{paid} for {mark} {period}").format(paid=paid, mark=mark, period=period))
    return found


def _lock(terms: Terms) -> str:
    match terms.lock:
        case LockRule.IMMEDIATE:
            return _("Locked at once")
        case LockRule.DAY_OF_MONTH:
            return _("Locked on day {day} of the next month").format(day=terms.lock_days)
        case LockRule.DAYS:
            return ngettext("Locked {count} day after the sale", "Locked {count} days after the sale", terms.lock_days)
        case LockRule.OPEN:
            return _("No date of lock is named")


def _cycle(terms: Terms, formats: Formats) -> str:
    words = cycle_words(terms.cycle)
    if terms.cycle in {Cycle.MONTHLY, Cycle.QUARTERLY}:
        words = _("{paid} on day {day}").format(paid=words, day=terms.cycle_day)
    elif terms.cycle is Cycle.NET:
        words = ngettext("Paid {count} day after the lock", "Paid {count} days after the lock", terms.cycle_day)
    if terms.threshold_minor:
        words = _("{paid} from {amount}").format(
            paid=words, amount=formats.money(terms.threshold_minor, terms.currency)
        )
    return words
