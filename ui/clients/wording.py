"""The words of the section Clients: stages, dates in short, amounts without idle zeros, how long ago."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from consultant_desk.domain.money import Money
from consultant_desk.formats import minor_digits
from consultant_desk.services.rows.clients import ClientRow, EngagementRow, NextStep
from consultant_desk.services.rows.needs import NeedRow
from ui.entry import day_text, formats, money_text
from ui.theme import ColorName
from ui.widgets.chips import Mood
from ui.widgets.choice import Option

STAGES = ("enquiry", "scoping", "long list", "short list", "recommended", "decided", "adopting", "closed")
MOSCOW: dict[str, tuple[str, Mood]] = {
    "must": ("Must", "good"),
    "should": ("Should", "info"),
    "could": ("Could", "quiet"),
    "wont": ("Won’t", "quiet"),
}
"""Word and mood of each priority of a requirement."""

ROLES = (
    Option("", "No role"),
    Option("decides", "Decides"),
    Option("pays", "Pays"),
    Option("uses", "Uses it"),
    Option("blocks", "Blocks"),
    Option("champion", "Champion"),
    Option("other", "Other"),
)
TOUCHES = {
    "call": ("Call", "phone"),
    "mail": ("Mail", "mail"),
    "meeting": ("Meeting", "users"),
    "message": ("Message", "message-circle"),
    "note": ("Note", "pencil"),
    "visit": ("Visit", "map-pin"),
}
"""Word and icon of each kind of touch."""

CONTACTS = {
    "mail": ("Mail", "mail"),
    "phone": ("Phone", "phone"),
    "url": ("Web", "globe"),
    "address": ("Address", "map-pin"),
    "im": ("Messenger", "message-circle"),
}
"""Word and icon of each kind of contact point."""

PERIODS = (Option("month", "a month"), Option("year", "a year"), Option("once", "once"))


def stage_words(stage: str) -> str:
    """Return a stage as it is shown, nothing for none."""
    return stage[:1].upper() + stage[1:]


def stage_options() -> tuple[Option, ...]:
    """Return the stages as choices."""
    return tuple(Option(stage, stage_words(stage)) for stage in STAGES)


def amount(money: Money | None) -> str:
    """Return an amount, without decimals where they are all zero: €4,200."""
    text = money_text(money)
    digits = minor_digits(money.currency) if money is not None else 0
    if money is None or not digits or money.minor % 10**digits:
        return text
    return re.sub(rf"[.,]0{{{digits}}}(?=\D*$)", "", text)


def hours(value: float) -> str:
    """Return hours with at most one decimal."""
    return formats().number(round(value, 1))


@dataclass(frozen=True, slots=True)
class Lateness:
    """When a next step is due, in a few letters and the colour they stand in."""

    text: str
    tone: ColorName


def lateness(step: NextStep, today: date) -> Lateness:
    """Return "2 d late" in red, "Today" in amber, else the date."""
    if step.days_late > 0:
        return Lateness(f"{step.days_late} d late", "bad")
    if step.days_late == 0:
        return Lateness("Today", "warn")
    return Lateness(near_day(step.due_on, today), "text2")


@lru_cache(maxsize=4096)
def near_day(iso: str, today: date) -> str:
    """Return a date: with its weekday within two weeks, with its year when far away. Kept: a list asks 10 000 times."""
    if not iso:
        return ""
    shown = day_text(iso, today)
    if abs((date.fromisoformat(iso[:10]) - today).days) <= 14:
        return shown
    return shown.split(" ", 1)[1] if " " in shown else shown


def ago(days: int | None) -> str:
    """Return how many days ago: "today", "yesterday", "2 days ago", "5 weeks ago"."""
    if days is None:
        return ""
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 60:
        return f"{days} days ago"
    return f"{days // 30} months ago" if days < 730 else f"{days // 365} years ago"


def list_state(rows: tuple[ClientRow, ...]) -> str:
    """Return the line beside the section's title."""
    planned = sum(1 for row in rows if row.next is not None)
    count = "1 client" if len(rows) == 1 else f"{len(rows):,} clients"
    return f"{count}, {planned:,} with a next step" if rows else ""


def stage_fact(engagement: EngagementRow | None) -> tuple[str, str]:
    """Return stage and the days in it as (strong, quiet) words."""
    if engagement is None:
        return "No engagement", ""
    days = engagement.days_in_stage
    return stage_words(engagement.stage), "" if days is None else ("1 day" if days == 1 else f"{days} days")


def fee_fact(engagement: EngagementRow | None) -> tuple[str, str]:
    """Return fee and hours as (strong, quiet) words."""
    if engagement is None:
        return "", ""
    spent = hours(engagement.hours_spent)
    worked = f"{spent} of {engagement.hours_planned} h" if engagement.hours_planned else f"{spent} h"
    return amount(engagement.fee), worked if engagement.hours_planned or engagement.hours_spent else ""


def cost_words(need: NeedRow) -> str:
    """Return what leaving things as they are costs, or nothing."""
    if need.cost is None:
        return ""
    per = next((option.label for option in PERIODS if option.value == need.cost_period), "")
    return f"costs {amount(need.cost)} {per}".rstrip()
