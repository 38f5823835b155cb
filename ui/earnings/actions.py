"""What can be done about an open item: a draft to the programme on the clipboard, or a follow-up to renew a form."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from consultant_desk.services.rows.earnings import NextAction, OpenItemRow
from ui.earnings.words import money_words
from ui.entry import date_text
from ui.shell import Shell
from ui.today.follow_up import FollowUpSheet


def draft_text(row: OpenItemRow) -> str:
    """Return what to write to a programme about an item."""
    lines = [f"Subject: Commission {row.id[:8]}, {money_words(row.amount)}", "", f"Dear team of {row.programme},", ""]
    expected = f", expected on {date_text(row.expected_on)}" if row.expected_on else ""
    lines.append(f"this commission of {money_words(row.amount)} is approved{expected} and not paid.")
    lines.append(f"What I see: {row.reason[:1].lower()}{row.reason[1:]}.")
    asked = (
        "Please correct the amount or tell me what was deducted."
        if row.action is NextAction.DISPUTE
        else "Please tell me when it will be paid."
    )
    return "\n".join([*lines, "", asked])


def copy_draft(shell: Shell, row: OpenItemRow) -> None:
    """Put a draft on the clipboard: nothing is sent by the program."""
    QGuiApplication.clipboard().setText(draft_text(row))
    shell.toast.say(f"A draft to {row.programme[:60]} is on the clipboard. Nothing was sent.")


def plan_renewal(shell: Shell, row: OpenItemRow) -> None:
    """Offer a follow-up to renew what has expired."""
    FollowUpSheet(shell, text=f"Renew the tax form at {row.programme[:80]}").open()
