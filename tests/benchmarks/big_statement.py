"""A large statement that is the same every time: 200 programmes, 500 clients, five currencies, three years."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

HEAD = (
    "transaction_id,transaction_date,advertiser,click_ref,sale_amount,commission_amount,currency,commission_status,"
    "payment_id\r\n"
)
SEED = 20151101
_DECIMALS = {"EUR": 2, "USD": 2, "GBP": 2, "JPY": 0, "KWD": 3}


def statement(count: int) -> bytes:
    """Return a CSV of so many commissions."""
    source = random.Random(SEED)
    programmes = [f"Program {n:03d}" for n in range(200)]
    clients = [f"client-{n:04d}" for n in range(500)]
    currencies = ["EUR"] * 55 + ["USD"] * 30 + ["GBP"] * 10 + ["JPY"] * 3 + ["KWD"] * 2
    states = ["approved"] * 60 + ["pending"] * 20 + ["paid"] * 12 + ["declined"] * 8
    first, rows = datetime(2023, 1, 1), [HEAD]  # noqa: DTZ001 - the statement names no zone
    for n in range(count):
        currency = source.choice(currencies)
        unit = 10 ** _DECIMALS[currency]
        sale = source.randrange(5 * unit, 900 * unit) if currency != "JPY" else source.randrange(500, 90_000)
        earned = sale * source.choice((3, 5, 8, 10, 15, 20, 30)) // 100
        when = first + timedelta(seconds=int(n * 94_608_000 / count) + source.randrange(600))
        state = source.choice(states)
        sign = "-" if state == "declined" and source.random() < 0.3 else ""
        programme, client = source.choice(programmes), source.choice(clients)
        payment = source.randrange(9_000, 9_400) if state == "paid" else ""
        rows.append(
            f"{700_000_000 + n},{when:%Y-%m-%dT%H:%M:%S},{programme},{client},{sign}{_written(sale, currency)},"
            f"{sign}{_written(earned, currency)},{currency},{state},{payment}\r\n"
        )
    return "".join(rows).encode()


def _written(minor: int, currency: str) -> str:
    decimals = _DECIMALS[currency]
    unit = 10**decimals
    return f"{minor // unit}.{minor % unit:0{decimals}d}" if decimals else str(minor)
