"""The tab Programmes: the list at the left, at the right one with its terms, its links and its application."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.services.rows.programmes import LinkRow, ProgrammeRow, ProgrammeSheet, TermsRow
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.link_sheets import LinkSheet
from ui.earnings.programme_sheets import STATUSES, ProgrammeSheetDialog
from ui.earnings.terms_sheet import TermsSheet
from ui.earnings.words import NONE, count_words, minor_money, share_text, short_day
from ui.entry import date_text
from ui.models.lists import ListRow
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton, Kind, MenuButton, MenuItem, open_menu
from ui.widgets.chips import Mood
from ui.widgets.dialogs import ask
from ui.widgets.facts import Fact, RecordHead
from ui.widgets.fields import SearchField
from ui.widgets.lists import RecordList
from ui.widgets.panels import Banner, EmptyState, GroupBand, Hairline, ScrollArea, clear_layout
from ui.widgets.table import RecordTable
from ui.widgets.text import Text, hint

MOODS: Mapping[str, Mood] = {"approved": "good", "applied": "info", "declined": "bad"}
LINKS_HEIGHT = 260


class ProgrammeRecord(QWidget):
    """One programme. `commissions_wanted` carries its id."""

    commissions_wanted = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.sheet: ProgrammeSheet | None = None
        self.head = RecordHead()
        self.status = Button("Status", chevron=True)
        self.status.clicked.connect(lambda _checked=False: open_menu(self.status, self._statuses()))
        self.head.buttons.addWidget(self.status)
        self.head.buttons.addWidget(MenuButton("More about this programme", self._menu, bordered=True))
        self.nameless = Banner(
            "The statement names this programme by its number only. A name is what you and your clients read.",
            action=("Give it a name …", self.edit),
        )
        self.nameless.hide()
        self._terms_band = GroupBand("Terms")
        self._terms = QVBoxLayout()
        self._terms.setContentsMargins(24, 12, 24, 12)
        self._terms.setSpacing(12)
        self._links_band = GroupBand("Links")
        self.links: RecordTable[LinkRow] = RecordTable(
            self._columns(), lambda row: row.id, name="Links", menu=self._link_menu
        )
        self.links.setMinimumHeight(LINKS_HEIGHT)
        self.links.opened.connect(self._copy)
        new_terms = Button("New terms …", icon="plus", run=self.ask_terms)
        new_link = Button("New link …", icon="link", run=self.ask_link)
        area = ScrollArea(margins=(0, 0, 0, 0), spacing=0)
        area.column.addWidget(self._terms_band)
        area.column.addLayout(self._terms)
        area.column.addLayout(_at_left(new_terms))
        area.column.addWidget(self._links_band)
        area.column.addSpacing(12)
        area.column.addLayout(_at_left(new_link))
        area.column.addWidget(self.links)
        area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.nameless)
        column.addWidget(area, 1)
        self.setFocusProxy(self.links)

    def show_sheet(self, sheet: ProgrammeSheet) -> None:
        """Show a programme."""
        self.sheet = sheet
        row = sheet.row
        word = STATUSES.get(row.status, row.status)
        self.head.show_name(row.name, ((word, MOODS.get(row.status, "quiet")),))
        self.status.set_label(word)
        self.nameless.setVisible(row.name.strip().isdecimal())
        self.head.facts.set_facts(_facts(row))
        self._terms_band.set("Terms", str(len(sheet.terms)) if sheet.terms else "")
        clear_layout(self._terms)
        for version in sheet.terms:
            edit, remove = partial(self.ask_terms, version), partial(self.ask_to_remove, version)
            self._terms.addWidget(_Terms(version, edit, remove))
        if not sheet.terms:
            words = "No terms are known: without them nobody can say when a commission is due."
            self._terms.addWidget(Text(words, tone="text2", wrap=True))
        self._links_band.set("Links", str(len(sheet.links)) if sheet.links else "")
        self.links.set_rows(sheet.links)

    def ask_terms(self, version: TermsRow | None = None) -> None:
        """Ask for terms from a day on, or what is different in a version."""
        sheet, desk = self.sheet, self._shell.desk
        if sheet is None:
            return
        now = next((one.terms for one in sheet.terms if one.is_current), None)
        self._shell.read(
            lambda: desk.practice.sheet().currency,
            lambda currency: TermsSheet(self._shell, sheet.row, now, currency, version).open(),
            key="programme.terms",
        )

    def ask_to_remove(self, version: TermsRow) -> None:
        """Ask before a version of terms goes; those before it hold on."""
        if self.sheet is None:
            return
        programmes, name = self._shell.desk.programmes, self.sheet.row.name[:48]
        first = min(one.terms.effective_from for one in self.sheet.terms)
        after = (
            "Commissions since then go by the terms before."
            if version.terms.effective_from > first
            else "Nothing tells any more when commissions of that time are due."
        )
        remove = partial(self._shell.write, lambda: programmes.remove_terms(version.id), say=f"Terms of {name} removed")
        title = f"Remove the terms {_since(version)[0].lower()}{_since(version)[1:]}?"
        ask(self._shell.window, title, f"{' '.join(version.words)} {after}", "Remove them", remove, danger=True)

    def ask_link(self) -> None:
        """Ask for whom a link is."""
        sheet, desk = self.sheet, self._shell.desk
        if sheet is None:
            return
        self._shell.read(
            lambda: {one.id: one.name for one in desk.clients.list()},
            lambda clients: LinkSheet(self._shell, [sheet.row], clients=clients).open(),
            key="programme.link",
        )

    def edit(self) -> None:
        """Ask what is different."""
        ask_programme(self._shell, self.sheet)

    def delete(self) -> None:
        """Move the programme to the Trash."""
        if self.sheet is not None:
            row = self.sheet.row
            work = partial(self._shell.desk.programmes.trash, row.id)
            self._shell.write(work, say=f"{row.name[:60]} moved to the Trash; its commissions stay.")

    def _columns(self) -> tuple[Column[LinkRow], ...]:
        year = self._shell.today().year
        return (
            Column("For", lambda row: Cell(row.client or "Nobody in particular", icon="link"), least=150),
            Column("Sub-ID", lambda row: Cell(row.sub_id, "text2"), 180),
            Column(
                "Given", lambda row: Cell(short_day(row.given_on, year), "text2"), 100, sort=lambda row: row.given_on
            ),
            Column(
                "Commissions",
                lambda row: Cell(str(row.commissions) if row.commissions else NONE),
                128,
                number=True,
                sort=lambda row: row.commissions,
            ),
        )

    def _statuses(self) -> list[MenuItem]:
        if self.sheet is None:
            return []
        programmes, row = self._shell.desk.programmes, self.sheet.row

        def choose(status: str) -> None:
            say = f"{row.name[:60]}: {STATUSES[status].lower()}"
            self._shell.write(lambda: programmes.set_status(row.id, status), say=say)

        return [MenuItem(words, partial(choose, key), checked=row.status == key) for key, words in STATUSES.items()]

    def _menu(self) -> list[MenuItem]:
        return [
            MenuItem("New terms …", self.ask_terms, "plus"),
            MenuItem("New link …", self.ask_link, "link"),
            MenuItem("Show its commissions", self._show_commissions, "coins"),
            MenuItem("Edit …", self.edit, "pencil"),
            MenuItem(""),
            MenuItem("Delete programme", self.delete, "trash-2"),
        ]

    def _link_menu(self, key: str) -> list[MenuItem]:
        programmes = self._shell.desk.programmes
        say = "The link is in the Trash; commissions that came through it stay."
        return [
            MenuItem("Copy the link", partial(self._copy, key), "copy", "Enter"),
            MenuItem(
                "Delete the link", lambda: self._shell.write(lambda: programmes.trash_link(key), say=say), "trash-2"
            ),
        ]

    def _copy(self, key: str) -> None:
        row = next((row for row in self.links.rows_model.rows if row.id == key), None)
        if row is not None:
            QGuiApplication.clipboard().setText(row.url)
            self._shell.toast.say("The link is on the clipboard.")

    def _show_commissions(self) -> None:
        if self.sheet is not None:
            self.commissions_wanted.emit(self.sheet.row.id)


class ProgrammesTab(LedgerTab):
    """`commissions_wanted` carries the id of a programme."""

    commissions_wanted = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._wanted = self._asks_terms_of = ""
        self.search = SearchField("Search programmes")
        self.search.searched.connect(lambda _text: self.read())
        self.list = RecordList(name="Programmes")
        self.list.chosen.connect(self._read_one)
        self.search.left_down.connect(self.list.setFocus)
        self.record = ProgrammeRecord(shell)
        self.record.commissions_wanted.connect(self.commissions_wanted)
        self.list.opened.connect(lambda _key: self.record.setFocus())
        self._empty = EmptyState(
            "What pays commissions, on which terms, through which links. A statement brings its programmes along; "
            "those you only consider can be added.",
            icon="handshake", title="No programme yet", action=("New programme", self.ask_new),
        )  # fmt: skip
        self._nothing = EmptyState("No programme holds these words.", icon="search")
        self._stack = QStackedWidget()
        for widget in (self.record, self._empty, self._nothing):
            self._stack.addWidget(widget)
        self._lay_out()

    def read(self) -> None:
        """Read the list and the programme shown again."""
        programmes, words = self._shell.desk.programmes, self.search.text().strip()
        self._shell.read(lambda: programmes.list(words), self._show, key="programmes.list")

    def choose(self, programme_id: str) -> None:
        """Show one programme, whatever the list was narrowed to."""
        self._wanted = programme_id
        self.search.clear()
        self.read()

    def ask_terms(self, programme_id: str) -> None:
        """Show one programme and ask for its terms."""
        self._asks_terms_of = programme_id
        self.choose(programme_id)

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        return (self.list, self.search, self._stack)

    def ask_new(self) -> None:
        """Ask for a programme."""
        ask_programme(self._shell, None)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        new = Button("New", Kind.SECONDARY, icon="plus", run=self.ask_new)
        new.setAccessibleName("New programme")
        bar.addWidget(new)
        left = QWidget()
        left.setFixedWidth(theme().width("client_list"))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Hairline())
        column.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)

    def _show(self, rows: tuple[ProgrammeRow, ...]) -> None:
        narrowed = bool(self.search.text().strip())
        self.list.set_rows([_list_row(row) for row in rows])
        if not narrowed:
            self.counted.emit(len(rows))
        wanted, self._wanted = self._wanted or self.list.current_key(), ""
        if not rows:
            self._stack.setCurrentWidget(self._nothing if narrowed else self._empty)
        elif not wanted or wanted != self.list.current_key():
            if not self.list.choose(wanted):
                self.list.choose_first()
        else:
            self._read_one(wanted)

    def _read_one(self, key: str) -> None:
        self._shell.read(partial(self._shell.desk.programmes.sheet, key), self._show_one, key="programmes.sheet")

    def _show_one(self, sheet: ProgrammeSheet) -> None:
        self.record.show_sheet(sheet)
        self._stack.setCurrentWidget(self.record)
        asked, self._asks_terms_of = self._asks_terms_of, ""
        if sheet.row.id == asked:
            self.record.ask_terms()


class _Terms(QWidget):
    """One version in sentences; the one that holds now in full tone."""

    def __init__(self, version: TermsRow, edit: Callable[[], None], remove: Callable[[], None]) -> None:
        super().__init__()
        since = _since(version)
        which = f"the terms {since[0].lower()}{since[1:]} …"
        self.edit = IconButton("pencil", f"Edit {which}", side=28, run=edit)
        self.remove = IconButton("trash-2", f"Remove {which}", side=28, run=remove)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        whole.addLayout(column, 1)
        whole.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column.setSpacing(2)
        column.addWidget(Text(since + (", holds now" if version.is_current else ""), bold=version.is_current))
        tone = "text" if version.is_current else "text2"
        column.addWidget(Text(" ".join(version.words), tone=tone, wrap=True))  # type: ignore[arg-type]
        if version.source:
            column.addWidget(hint(version.source))
        self.setAccessibleName(f"{since}: {' '.join(version.words)}")


def _since(version: TermsRow) -> str:
    begins = version.terms.effective_from
    return f"Since {date_text(begins)}" if begins else "From the beginning"


def ask_programme(shell: Shell, sheet: ProgrammeSheet | None) -> None:
    """Ask for a programme, or what is different in one."""
    desk = shell.desk
    shell.read(
        lambda: (desk.programmes.accounts(), {one.id: one.name for one in desk.products.list()}),
        lambda found: ProgrammeSheetDialog(shell, *found, sheet).open(),
        key="programmes.ask",
    )


def _facts(row: ProgrammeRow) -> list[Fact]:
    earned = row.earned
    worth = minor_money(earned.base_earned, earned.base) if earned.base_earned is not None else NONE
    dates = [
        f"applied {date_text(row.applied_on)}" if row.applied_on else "",
        f"decided {date_text(row.decided_on)}" if row.decided_on else "",
    ]
    return [
        Fact("Earned", worth, count_words(earned.count, "commission", "commissions")),
        Fact("Reversed in 12 months", share_text(row.reversal_rate)),
        Fact("Account", row.account or NONE),
        Fact("Vendor", row.vendor or NONE, row.product),
        Fact("Application", ", ".join(part for part in dates if part) or "no date noted"),
    ]


def _list_row(row: ProgrammeRow) -> ListRow:
    earned = row.earned
    worth = minor_money(earned.base_earned, earned.base) if earned.base_earned else ""
    note = row.terms[0] if row.terms else "no terms known"
    return ListRow(row.id, row.name, note, worth, STATUSES.get(row.status, row.status))


def _at_left(button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(24, 4, 24, 16)
    row.addWidget(button)
    row.addStretch(1)
    return row
