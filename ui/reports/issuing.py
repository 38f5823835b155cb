"""Issuing a report: what keeps it back is shown where it is mended; else the person is asked once."""

from __future__ import annotations

from collections.abc import Callable

from consultant_desk.errors import DeskError
from consultant_desk.services.readiness import ReadyItem
from consultant_desk.services.rows.reports import ReportRow
from ui.reports.data import ReportData, Since, read_last_issue
from ui.reports.issue_sheet import Asked, IssueSheet
from ui.shell import Shell


def ask_to_issue(
    shell: Shell,
    data: ReportData,
    mend: Callable[[ReadyItem], None],
    begun: Callable[[], None],
    failed: Callable[[DeskError], None],
) -> None:
    """Ask and freeze; `mend` leads to where a line is mended, `begun` and `failed` follow the freezing."""
    desk, report_id = shell.desk, data.sheet.row.id
    if data.readiness.blockers:
        first = data.readiness.blockers[0]
        mend(first)
        shell.toast.warn(first.text)
        return

    def issued(row: ReportRow) -> None:
        shell.toast.say(f"Version {row.issue} issued; its hash ends with {row.sha256[-8:]}")

    def freeze(recipients: str, day: str) -> None:
        begun()
        shell.write(lambda: desk.reports.issue(report_id, recipients=recipients, issued_on=day), issued, failed=failed)

    def ask(found: tuple[int, Since]) -> None:
        asked = Asked.of(data.sheet, data.words.prepared_for, data.readiness, *found)
        IssueSheet(shell.window, asked, shell.today, freeze, mend).open()

    shell.read(lambda: read_last_issue(desk, report_id), ask, key="reports.issue")
