"""What can be done about an open item: a draft to the programme, a claim with its letter, a follow-up for a form."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from consultant_desk.services.rows.earnings import OpenItemRow
from consultant_desk.services.rows.payouts import DisputeRow
from ui.earnings.words import money_words
from ui.entry import date_text
from ui.shell import Shell
from ui.today.follow_up import FollowUpSheet


def draft_text(row: OpenItemRow) -> str:
    """Return what to write to a programme about an item."""
    expected = f", expected on {date_text(row.expected_on)}," if row.expected_on else ""
    return "\n".join(
        (
            f"Subject: Commission of {money_words(row.amount)}",
            "",
            f"Dear team of {row.programme},",
            "",
            f"this commission of {money_words(row.amount)} is approved{expected} and not paid.",
            f"What I see: {row.reason[:1].lower()}{row.reason[1:]}.",
            "",
            "Please tell me when it will be paid.",
        )
    )


def copy_draft(shell: Shell, row: OpenItemRow) -> None:
    """Put a draft on the clipboard: nothing is sent by the program."""
    QGuiApplication.clipboard().setText(draft_text(row))
    shell.toast.say(f"A draft to {row.programme[:60]} is on the clipboard. Nothing was sent.")


def dispute(shell: Shell, row: OpenItemRow) -> None:
    """Claim an item from its programme and put the letter on the clipboard."""

    def made(claim: DisputeRow) -> None:
        QGuiApplication.clipboard().setText(claim.letter)

    say = f"The claim is noted and its letter to {row.programme[:60]} is on the clipboard."
    shell.write(lambda: shell.desk.payouts.dispute(row.id), made, say=say)


def plan_renewal(shell: Shell, row: OpenItemRow) -> None:
    """Offer a follow-up to renew what has expired."""
    FollowUpSheet(shell, text=f"Renew the tax form at {row.programme[:80]}").open()
