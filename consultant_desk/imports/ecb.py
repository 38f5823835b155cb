"""Fetch the European Central Bank's reference rates from its server, when a person asks for them.

The files and their addresses are those of https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/,
where the bank offers them for such use; they change once a working day, at about 16:00 CET.
"""

from __future__ import annotations

from consultant_desk.domain.earnings.rates import RatesSpan
from consultant_desk.domain.progress import Progress
from consultant_desk.errors import UserError
from consultant_desk.imports.rates import RatesFile, read_rates
from consultant_desk.net import NetworkFailure, Patience, fetch

ADDRESS = "https://www.ecb.europa.eu/stats/eurofxref/"
FILES = {
    RatesSpan.DAY: "eurofxref-daily.xml",
    RatesSpan.QUARTER: "eurofxref-hist-90d.xml",
    RatesSpan.HISTORY: "eurofxref-hist.zip",
}
MAX_BYTES = 5_000_000
"""The history is 0.7 MB as a zip, 90 days are 0.2 MB."""
ASKING = "Asking the European Central Bank"
KEPT = "No rate was taken."
BY_HAND = "Or save a file of the bank with your browser and read that."


def fetch_rates(span: RatesSpan, progress: Progress, patience: Patience | None = None) -> RatesFile:
    """Return the days of a file of the bank; `progress` counts kB. `NetworkFailure` says why they cannot be had."""

    def received(done: int, total: int) -> None:
        progress(done // 1000, total // 1000, f"{ASKING}, kB" if total else ASKING)

    try:
        data = fetch(ADDRESS + FILES[span], limit=MAX_BYTES, received=received, patience=patience)
    except NetworkFailure as error:
        raise NetworkFailure(error.happened, KEPT, f"{error.hint} {BY_HAND}".strip()) from error
    try:
        return read_rates(data)
    except UserError as error:
        happened = f"What came from the network is no file of rates. {error.happened}"
        hint = f"Perhaps a page of the network answered that wants you to log in. {BY_HAND}"
        raise NetworkFailure(happened, KEPT, hint) from error
