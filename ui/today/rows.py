"""The rows of Today, made from the day's sheet: groups in a fixed order, empty ones left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from consultant_desk.services.rows.tasks import TaskRow
from consultant_desk.services.rows.today import QuietRow, TodaySheet, WaitingRow
from ui.entry import formats, money_text
from ui.theme import ColorName

OVERDUE, DECIDE = "earnings:overdue", "earnings:decide"
"""Keys of the rows that lead into the section Earnings."""


class Deed(Enum):
    """What can be done with a row: its icon, its key and the words for it."""

    DONE = ("check", "D", "Done")
    DECIDED = ("check", "D", "Decided")
    SNOOZE = ("alarm-clock", "Z", "Snooze")
    PLAN = ("calendar-clock", "Z", "Plan a follow-up")
    OPEN = ("arrow-up-right", "Enter", "Open")

    @property
    def icon(self) -> str:
        """Return the name of the icon."""
        return self.value[0]

    @property
    def words(self) -> str:
        """Return what is said in the tooltip."""
        return f"{self.value[2]} ({self.value[1]})"


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One row; a heading has no deeds. `home` is (kind, id) of the record Enter opens."""

    key: str
    title: str
    text: str = ""
    context: str = ""
    lateness: str = ""
    tone: ColorName = "text2"
    icon: str = ""
    deeds: tuple[Deed, ...] = ()
    home: tuple[str, str] = ("", "")
    engagement_id: str = ""

    @property
    def heading(self) -> bool:
        """Tell whether the row only names a group."""
        return not self.deeds

    def spoken(self) -> str:
        """Return the row as one sentence for a screen reader."""
        return ", ".join(part for part in (self.title, self.text, self.context, self.lateness) if part)


def today_rows(sheet: TodaySheet) -> tuple[TodayRow, ...]:
    """Return headings and rows of the day."""
    groups = (
        ("Follow-ups", "calendar-clock", [_task(task) for task in sheet.due]),
        ("Gone quiet", "clock", [_quiet(row) for row in sheet.quiet]),
        ("Waiting for a decision", "file-text", [_waiting(row) for row in sheet.waiting]),
        ("Earnings", "coins", _earnings(sheet)),
    )
    rows: list[TodayRow] = []
    for title, icon, group in groups:
        if group:
            rows.append(TodayRow(f"group:{title}", title, lateness=str(len(group)), icon=icon))
            rows += group
    return tuple(rows)


def state_line(sheet: TodaySheet) -> str:
    """Return the line beside the date: "13 things, 6 of them late"."""
    count = sheet.count
    late = sheet.late + len(sheet.quiet) + (sheet.overdue is not None)
    if not count:
        return "nothing waits for you"
    things = "1 thing" if count == 1 else f"{count} things"
    return things if not late else f"{things}, {late} of them late"


def _task(task: TaskRow) -> TodayRow:
    late = task.days_late or 0
    return TodayRow(
        key=f"task:{task.id}",
        title=task.client or "Yourself",
        text=task.text,
        context=task.context.capitalize(),
        lateness=f"{late} d late" if late > 0 else task.due_at or "Today",
        tone="bad" if late > 0 else "warn",
        deeds=(Deed.DONE, Deed.SNOOZE, Deed.OPEN) if task.client_id else (Deed.DONE, Deed.SNOOZE),
        home=("client", task.client_id),
    )


def _quiet(row: QuietRow) -> TodayRow:
    return TodayRow(
        key=f"engagement:{row.engagement_id}",
        title=row.client,
        text=f"{row.days} days in “{row.stage}”; this stage goes stale after {row.stale_after}",
        context=row.stage.capitalize(),
        lateness=f"{row.days - row.stale_after} d over",
        tone="warn",
        deeds=(Deed.PLAN, Deed.OPEN),
        home=("client", row.client_id),
        engagement_id=row.engagement_id,
    )


def _earnings(sheet: TodaySheet) -> list[TodayRow]:
    rows, money = [], sheet.overdue
    if money is not None:
        text = _counted(money.count, "commission is overdue", "commissions are overdue")
        worth = "no rate known" if money.missing == money.count else money_text(money.amount)
        if 0 < money.missing < money.count:
            worth += f" and {formats().number(money.missing)} without a rate"
        rows.append(
            TodayRow(
                key=OVERDUE,
                title="Overdue",
                text=f"{text}, {worth}",
                context="Earnings",
                lateness=f"{money.days} d late",
                tone="bad",
                deeds=(Deed.OPEN,),
            )
        )
    if sheet.to_decide:
        text = _counted(sheet.to_decide, "row of a statement waits", "rows of statements wait")
        rows.append(
            TodayRow(
                key=DECIDE, title="To decide", text=f"{text} for a decision", context="Earnings", deeds=(Deed.OPEN,)
            )
        )
    return rows


def _counted(count: int, one: str, many: str) -> str:
    return f"{formats().number(count)} {one if count == 1 else many}"


def _waiting(row: WaitingRow) -> TodayRow:
    return TodayRow(
        key=f"report:{row.report_id}",
        title=row.client or "No client",
        text=row.title,
        context="Report issued",
        lateness=f"{row.days} d",
        deeds=(Deed.DECIDED, Deed.PLAN, Deed.OPEN),
        home=("report", row.report_id),
    )
