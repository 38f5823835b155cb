"""What can be done about an open item: a letter to the programme, a claim with its letter, a follow-up for a form."""

from __future__ import annotations

from functools import partial

from consultant_desk.services.rows.earnings import OpenItemRow
from consultant_desk.services.rows.payouts import DisputeRow
from ui.earnings.letter_sheet import LetterSheet
from ui.earnings.words import money_words
from ui.shell import Shell
from ui.today.follow_up import FollowUpSheet


def show_inquiry(shell: Shell, row: OpenItemRow) -> None:
    """Show the letter that asks when an item is paid."""
    work = partial(shell.desk.earnings.inquiry, row)
    again = f"Answer of {_who(row)} about {money_words(row.amount)}"
    shell.read(work, lambda text: LetterSheet(shell, _who(row), text, again).open(), key="earnings.inquiry")


def dispute(shell: Shell, row: OpenItemRow) -> None:
    """Claim an item from its programme and show the letter."""

    def made(claim: DisputeRow) -> None:
        LetterSheet(shell, _who(row), claim.letter, f"Answer of {_who(row)} to the claim of {claim.about}").open()

    say = "The claim is noted: Payouts, Disputes keeps it with its letter."
    shell.write(lambda: shell.desk.payouts.dispute(row.id), made, say=say)


def plan_renewal(shell: Shell, row: OpenItemRow) -> None:
    """Offer a follow-up to renew what has expired."""
    FollowUpSheet(shell, text=f"Renew the tax form at {_who(row)}").open()


def _who(row: OpenItemRow) -> str:
    return row.programme[:80] or "the programme"
