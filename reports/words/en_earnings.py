"""The English texts of an earnings statement."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "section.earnings": "Earnings statement",
    "earnings.title": "{total} of income from commissions, {period}",
    "earnings.title.unknown": "Income from commissions, {period}",
    "earnings.title.none": "No income from commissions, {period}",
    "earnings.period": "{first} to {last}",
    "earnings.lead.cash": "What was paid from {first} to {last}, each commission on the day it was paid (cash basis).",
    "earnings.lead.accrual": (
        "What was approved from {first} to {last}, less what was taken back in that time (accrual basis)."
    ),
    "earnings.by": (
        "Prepared by {consultant} on {date}. Amounts stand in the currency they were earned in, and beside it "
        "in {base}."
    ),
    "earnings.by.nobody": "Made on {date}. Amounts stand in the currency they were earned in, and beside it in {base}.",
    "earnings.kept": (
        "Payouts of this time kept back {fees} as fees and {tax} as tax; the amounts above are before both."
    ),
    "earnings.missing.one": "{count} movement has no rate: it is in no figure in {base}.",
    "earnings.missing.many": "{count} movements have no rate: they are in no figure in {base}.",
    "earnings.undated.one": "{count} payment is of no known day and counts in no year.",
    "earnings.undated.many": "{count} payments are of no known day and count in no year.",
    "earnings.of_statement.one": "{count} payment has no day but that of its statement, and counts on it.",
    "earnings.of_statement.many": "{count} payments have no day but that of their statement, and count on it.",
    "earnings.unexplained.one": (
        "{amounts} received in {count} payout is not explained by any commission and is in no table."
    ),
    "earnings.unexplained.many": (
        "{amounts} received in {count} payouts are not explained by any commission and are in no table."
    ),
    "earnings.payers": "Income by payer and country",
    "earnings.programmes": "Income by programme",
    "earnings.months": "Income by month",
    "earnings.balances": "What accounts owe, from opening to closing",
    "earnings.ages": "Open on {date}, by age in days",
    "earnings.rates": "Exchange rates used",
    "earnings.method": "How it is counted",
    "earnings.head.payer": "Payer",
    "earnings.head.country": "Country",
    "earnings.head.currency": "Currency",
    "earnings.head.count": "Movements",
    "earnings.head.amount": "Amount",
    "earnings.head.fees": "Fees",
    "earnings.head.tax": "Tax withheld",
    "earnings.head.base": "In {base}",
    "earnings.head.programme": "Programme",
    "earnings.head.month": "Month",
    "earnings.head.account": "Account",
    "earnings.head.opening": "Opening",
    "earnings.head.earned": "Earned",
    "earnings.head.reversed": "Taken back",
    "earnings.head.paid": "Paid",
    "earnings.head.closing": "Closing",
    "earnings.head.ties": "Ties",
    "earnings.head.age": "Age",
    "earnings.head.items": "Items",
    "earnings.head.days": "Days",
    "earnings.head.first": "First",
    "earnings.head.last": "Last",
    "earnings.head.lowest": "Lowest",
    "earnings.head.highest": "Highest",
    "earnings.head.own": "Own rates",
    "earnings.total": "Total",
    "earnings.yes": "yes",
    "earnings.no": "no",
    "earnings.no_rate": "no rate",
    "earnings.none": "none",
    "earnings.age.not_due": "not due",
    "earnings.age.no_date": "no date known",
    "earnings.age.over_": "over 90",
    "earnings.age.to_be_netted": "to be netted",
    "earnings.balances.note": (
        "Opening + earned − taken back − paid = closing. Ties: the figures add up and agree with the open "
        "items, added up apart from them, where the period lasts until now."
    ),
    "earnings.rates.note": (
        "One unit of the currency in {base}, on the days of the movements; every rate stands in the data "
        "attached to this file."
    ),
    "earnings.lacking": "No rate of {currency} from {first} to {last}: {count} left out.",
    "earnings.lacking.day": "No rate of {currency} on {first}: {count} left out.",
    "earnings.rates.nothing": "Everything was earned in {base}: no rate was needed.",
    "earnings.method.cash": (
        "A commission counts on the day of the payout that pays it, else on the day its programme first called it paid."
    ),
    "earnings.method.accrual": (
        "A commission counts on the day its programme first called it approved, or paid where that was "
        "before, and what is taken back on the day that was seen."
    ),
    "earnings.method.rates": (
        "Amounts are converted at the reference rate of the European Central Bank for the day, or the last "
        "one before it within seven days; rates entered by hand win. Each printed figure is rounded once, and "
        "figures add up to their total."
    ),
    "earnings.method.no_advice": "This is a list of what the sources say, not tax advice.",
    "attachment.earnings": "The figures of this statement, with every rate used",
}
