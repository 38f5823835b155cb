"""The sections of the window: what a page is, and the list of those there are. A page is made on its first visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from ui.commands import Command
from ui.entry import heading_day
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from consultant_desk.services.rows.today import Counts


class Page(QWidget):
    """A section: a title bar and, below it, what the subclass adds to `body`.

    `kinds` names the kinds of record it shows; a change of any of them calls `refresh`. A hidden page refreshes when
    it is shown again. `refresh` must only start a read; it also is the first thing called on a new page.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, shell: Shell, title: str, state: str = "") -> None:
        super().__init__()
        self.shell = shell
        self.title_bar = TitleBar(title, state)
        self.title_bar.set_overflow(self._overflow)
        self.title_bar.keyboard_lost.connect(self.arrive)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title_bar)
        column.addLayout(self.body, 1)
        self.setAccessibleName(title)

    def refresh(self, changes: Changes) -> None:
        """Read again what is shown."""

    def focus_record(self, kind: str, record_id: str) -> None:
        """Show one record of the page."""

    def focus_part(self, kind: str, record_id: str) -> None:
        """Show a part of the record that `focus_record` just showed, such as one note of a client."""

    def commands(self) -> Sequence[Command]:
        """Return the commands that exist while this page is shown; they are taken away when it is left."""
        return ()

    def menu(self) -> Sequence[MenuItem]:
        """Return the lines of the overflow menu above undo and redo."""
        return ()

    def take_file(self, path: Path) -> None:
        """Take a file that was dropped anywhere on the window (`PageSpec.takes`)."""

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through, in order; a pane takes the focus or passes it to its first control."""
        return ()

    def back(self) -> bool:
        """Go one step back (Escape); False when there is none."""
        return False

    def arrive(self) -> None:
        """Put the keyboard where work starts."""
        for pane in self.panes():
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _overflow(self) -> Sequence[MenuItem]:
        commands = self.shell.commands
        history = [commands.get(name).menu_item() for name in ("edit.undo", "edit.redo")]
        own = list(self.menu())
        return [*own, MenuItem(""), *history] if own else history


@dataclass(frozen=True, slots=True)
class Offer:
    """A command of a section that can be chosen from anywhere: the section is shown first, then it is run."""

    id: str
    title: str
    icon: str


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A section as the rail lists it. `opens` names the kinds of record shown there; `count` the figure beside it.

    `takes` names the endings of files that are its own wherever on the window they are dropped.
    """

    id: str
    title: str
    icon: str
    build: Callable[[Shell], Page]
    opens: frozenset[str] = frozenset()
    count: Callable[[Counts], int] | None = None
    in_rail: bool = True
    offers: tuple[Offer, ...] = ()
    takes: frozenset[str] = frozenset()


def page_specs() -> tuple[PageSpec, ...]:
    """Return the sections in the order of the rail; each imports its code on the first visit."""
    return (
        PageSpec(
            "today",
            "Today",
            "sun",
            _today,
            count=lambda counts: counts.today,
            offers=(Offer("today.follow_up", "New follow-up", "plus"),),
        ),
        PageSpec(
            "clients",
            "Clients",
            "users",
            _clients,
            frozenset({"client"}),
            lambda counts: counts.clients,
            offers=(Offer("client.new", "New client", "user-plus"),),
        ),
        PageSpec(
            "products",
            "Products",
            "package",
            _products,
            frozenset({"product"}),
            lambda counts: counts.products,
            offers=(Offer("product.new", "New product", "plus"),),
        ),
        PageSpec(
            "evaluations",
            "Evaluations",
            "scale",
            _evaluations,
            frozenset({"evaluation", "criterion"}),
            lambda counts: counts.evaluations,
            offers=(
                Offer("evaluations.new", "New evaluation", "plus"),
                Offer("evaluations.import", "Import an evaluation file …", "upload"),
            ),
        ),
        PageSpec(
            "reports",
            "Reports",
            "file-text",
            _reports,
            frozenset({"report", "evaluation_report"}),
            lambda counts: counts.reports,
            offers=(
                Offer("report.start", "Start a report", "file-text"),
                Offer("report.verify", "Verify a report file", "shield-check"),
            ),
            takes=frozenset({".pdf"}),
        ),
        PageSpec(
            "earnings",
            "Earnings",
            "coins",
            _earnings,
            frozenset({"commission", "programme"}),
            offers=(
                Offer("earnings.import", "Import a statement", "upload"),
                Offer("programme.new", "New programme", "handshake"),
            ),
            takes=frozenset({".csv", ".tsv", ".txt", ".json", ".xlsx", ".ofx", ".qfx"}),
        ),
        PageSpec(
            "settings",
            "Settings",
            "settings",
            _settings,
            frozenset({"practice", "brand", "template", "statement_profile"}),
            in_rail=False,
            offers=(Offer("brand.new", "New brand", "palette"), Offer("backup.make", "Back up now", "archive")),
        ),
    )


def load_pages() -> None:
    """Import the code of all sections; done off the UI thread, so that a first visit only builds the page."""
    for section in ("today", "clients", "products", "evaluations", "reports", "earnings", "settings"):
        import_module(f"ui.{section}.page")


def load_first_page() -> None:
    """Import the code of the page that is shown first, and the names of days; done off the UI thread."""
    import_module("ui.today.page")
    heading_day(date.min)


def _today(shell: Shell) -> Page:
    from ui.today.page import TodayPage

    return TodayPage(shell)


def _clients(shell: Shell) -> Page:
    from ui.clients.page import ClientsPage

    return ClientsPage(shell)


def _products(shell: Shell) -> Page:
    from ui.products.page import ProductsPage

    return ProductsPage(shell)


def _settings(shell: Shell) -> Page:
    from ui.settings.page import SettingsPage

    return SettingsPage(shell)


def _evaluations(shell: Shell) -> Page:
    from ui.evaluations.page import EvaluationsPage

    return EvaluationsPage(shell)


def _reports(shell: Shell) -> Page:
    from ui.reports.page import ReportsPage

    return ReportsPage(shell)


def _earnings(shell: Shell) -> Page:
    from ui.earnings.page import EarningsPage

    return EarningsPage(shell)
