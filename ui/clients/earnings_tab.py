"""The tab Earnings of a client: what came of it, what it agreed to, what is credited to it, and its links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.states import Status
from consultant_desk.services.rows.clients import ClientRow, ClientSheet
from consultant_desk.services.rows.consents import ClientEarningsSheet, ConsentRow, CreditRow, RecommendationEarnings
from consultant_desk.services.rows.earnings import CommissionFilter, CommissionRow
from consultant_desk.services.rows.programmes import LinkRow, ProgrammeRow
from ui.clients.earned_words import NOTHING, adoption_facts, amounts, earned_facts, told
from ui.clients.money_sheets import HOW, ConsentSheet, CreditSheet, DaySheet
from ui.clients.wording import amount
from ui.earnings.link_sheets import LinkSheet, MoveLinkSheet
from ui.entry import date_text
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind, MenuItem
from ui.widgets.facts import Fact, FactStrip
from ui.widgets.panels import ScrollArea
from ui.widgets.table import RecordTable
from ui.widgets.text import Text, hint

RowT = TypeVar("RowT")
ROW, HEAD = 32, 36
OFFERED = 100
"""Commissions offered to be credited, the newest ones."""
_HOW = {option.value: option.label for option in HOW}

CONSENTS: tuple[Column[ConsentRow], ...] = (
    Column("Agreed to", lambda row: Cell(row.evaluation or "All work", bold=not row.withdrawn_on)),
    Column("On", lambda row: Cell(date_text(row.given_on), "text2"), 120),
    Column("How", lambda row: Cell(_HOW.get(row.how, row.how), "text2"), 110),
    Column("Wording", lambda row: Cell(row.text_version, "text2"), 190),
    Column("", lambda row: Cell(f"withdrawn {date_text(row.withdrawn_on)}" if row.withdrawn_on else "", "warn"), 170),
)
CREDITS: tuple[Column[CreditRow], ...] = (
    Column("What for", lambda row: Cell(row.note or row.commission or "Commission", bold=not row.settled_on)),
    Column("Amount", lambda row: Cell(amount(row.amount)), 120, number=True),
    Column("Promised on", lambda row: Cell(date_text(row.promised_on), "text2"), 130),
    Column("", lambda row: Cell(f"settled {date_text(row.settled_on)}" if row.settled_on else "owed", "text2"), 170),
)
RECOMMENDATIONS: tuple[Column[RecommendationEarnings], ...] = (
    Column("Recommendation", lambda row: Cell(row.title, bold=True)),
    Column("Earned", lambda row: Cell(amounts(row.earned.earned) or NOTHING), 90, number=True),
    Column("Pending", lambda row: Cell(amounts(row.earned.pending), "text2"), 90, number=True),
    Column("Reversed", lambda row: Cell(amounts(row.earned.reversed), "text2"), 90, number=True),
    Column("Adoption", lambda row: Cell(", ".join(one for one in told(row.adoption) if one), "text2"), 230),
)
LINKS: tuple[Column[LinkRow], ...] = (
    Column("Programme", lambda row: Cell(row.programme, bold=True)),
    Column("Sub-id", lambda row: Cell(row.sub_id, "text2"), 190),
    Column("For", lambda row: Cell(row.evaluation, "text2"), 190),
    Column("Given on", lambda row: Cell(date_text(row.given_on), "text2"), 120),
    Column("Commissions", lambda row: Cell(str(row.commissions or ""), "text2"), 110, number=True),
)


class Block(QWidget, Generic[RowT]):
    """A heading with a button, and below it a table as high as its rows, or what teaches while there are none."""

    def __init__(
        self,
        title: str,
        teach: str,
        columns: Sequence[Column[RowT]],
        key: Callable[[RowT], str],
        menu: Callable[[str], list[MenuItem]],
        button: Button | None = None,
    ) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 16, 0)
        head.addWidget(Text(title, bold=True))
        head.addStretch(1)
        if button is not None:
            head.addWidget(button)
        self.table = RecordTable(columns, key, name=title, menu=menu)
        self._teach = hint(teach, wrap=True)
        self._teach.setContentsMargins(24, 0, 24, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._teach)
        column.addWidget(self.table)

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show these rows."""
        self.table.set_rows(list(rows))
        self.table.setFixedHeight(HEAD + ROW * len(rows) + 2)
        self.table.setVisible(bool(rows))
        self._teach.setVisible(not rows)


class EarningsTab(QWidget):
    """Shows the money side of one client."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._client: ClientSheet | None = None
        self._money: ClientEarningsSheet | None = None
        self.facts = FactStrip()
        self.recommendations = Block(
            "Recommendations",
            "What came of a recommendation, and how far the client is with it, once its evaluation was locked.",
            RECOMMENDATIONS,
            lambda row: row.id,
            lambda key: [MenuItem("Open the evaluation", lambda: shell.open_record("evaluation", key), "scale")],
        )
        self.consents = Block(
            "Consents",
            "Record that the client knows what you are paid and agrees, before you recommend.",
            CONSENTS,
            lambda row: row.id,
            self._consent_menu,
            Button("Consent", Kind.LINK, icon="plus", small=True, run=self.record_consent),
        )
        self.credits = Block(
            "Credited to the client",
            "What you pass on of a commission is owed to the client until it is settled.",
            CREDITS,
            lambda row: row.id,
            self._credit_menu,
            Button("Credit", Kind.LINK, icon="plus", small=True, run=self.credit),
        )
        self.links = Block(
            "Links",
            "A link with a sub-id joins the commissions that come through it to this client.",
            LINKS,
            lambda row: row.id,
            self._link_menu,
            Button("Link", Kind.LINK, icon="plus", small=True, run=self.make_link),
        )
        area = ScrollArea(margins=(0, 12, 0, 16), spacing=0)
        strip = QHBoxLayout()
        strip.setContentsMargins(24, 0, 24, 4)
        strip.addWidget(self.facts)
        area.column.addLayout(strip)
        for block in (self.recommendations, self.consents, self.credits, self.links):
            area.column.addWidget(block)
        area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self.setFocusProxy(self.consents.table)

    def show_earnings(self, client: ClientSheet, money: ClientEarningsSheet) -> None:
        """Show what came of a client."""
        self._client, self._money = client, money
        owed = Fact("Owed to the client", amounts(money.owed) or NOTHING)
        self.facts.set_facts([*earned_facts(money.earned), owed, *adoption_facts(money.adoption)])
        self.recommendations.show_rows(money.recommendations)
        self.consents.show_rows(money.consents)
        self.credits.show_rows(money.credits)
        self.links.show_rows(money.links)

    def record_consent(self) -> None:
        """Ask to what the client agreed; evaluations come with their text once they are locked."""
        if self._client is not None:
            evaluations = [(row.id, row.title) for row in self._client.evaluations]
            ConsentSheet(self._shell, self._client.id, evaluations).open()

    def credit(self) -> None:
        """Ask how much is credited, and of which commission."""
        if self._client is not None:
            earnings, chosen = self._shell.desk.earnings, CommissionFilter(client_id=self._client.id)

            def work() -> tuple[CommissionRow, ...]:
                rows = earnings.commission_rows(earnings.commission_keys(chosen)[:OFFERED])
                return tuple(row for row in rows if row.status is not Status.REVERSED and not row.part)

            self._shell.read(work, self._ask_credit, key="commissions.for.credit")

    def _ask_credit(self, commissions: tuple[CommissionRow, ...]) -> None:
        if self._client is not None and self._money is not None:
            CreditSheet(self._shell, self._client.id, self._money.earned.base, commissions).open()

    def make_link(self) -> None:
        """Ask for the programme of a new link."""
        if self._client is not None:
            self._shell.read(self._shell.desk.programmes.list, self._ask_link, key="programmes.for.link")

    def _ask_link(self, programmes: tuple[ProgrammeRow, ...]) -> None:
        usable = [one for one in programmes if one.status not in {"declined", "left"}]
        if self._client is None:
            return
        if not usable:
            self._shell.toast.say("There is no programme yet: add one at its product.")
            return
        LinkSheet(self._shell, usable, client_id=self._client.id, evaluations=self._client.evaluations).open()

    def _consent_menu(self, key: str) -> list[MenuItem]:
        consents = self._shell.desk.consents
        row = next((one for one in self._money.consents if one.id == key), None) if self._money else None
        if row is None:
            return []
        return [
            MenuItem("Copy the text", partial(self._copy, row.text), "copy"),
            MenuItem("Withdrawn by the client…", partial(self._withdraw, key), "x", enabled=not row.withdrawn_on),
            MenuItem(""),
            MenuItem("Delete", lambda: self._shell.write(partial(consents.trash, key)), "trash-2"),
        ]

    def _withdraw(self, key: str) -> None:
        consents = self._shell.desk.consents
        DaySheet(
            self.window(), "The client withdraws its consent", "Withdraw", self._shell.today,
            lambda day: self._shell.write(partial(consents.withdraw, key, day)),
        ).open()  # fmt: skip

    def _credit_menu(self, key: str) -> list[MenuItem]:
        consents = self._shell.desk.consents

        def settle() -> None:
            DaySheet(
                self.window(), "The credit is settled", "Settled", self._shell.today,
                lambda day: self._shell.write(partial(consents.settle, key, day)),
            ).open()  # fmt: skip

        return [
            MenuItem("Settled…", settle, "check"),
            MenuItem(""),
            MenuItem("Delete", lambda: self._shell.write(partial(consents.trash_credit, key)), "trash-2"),
        ]

    def _link_menu(self, key: str) -> list[MenuItem]:
        programmes = self._shell.desk.programmes
        row = next((one for one in self._money.links if one.id == key), None) if self._money else None
        if row is None:
            return []
        return [
            MenuItem("Copy the link", partial(self._copy, row.url), "copy"),
            MenuItem("For another client…", partial(self._move, row), "users"),
            MenuItem(""),
            MenuItem("Delete", lambda: self._shell.write(partial(programmes.trash_link, key)), "trash-2"),
        ]

    def _move(self, row: LinkRow) -> None:
        def ask(clients: tuple[ClientRow, ...]) -> None:
            MoveLinkSheet(self._shell, row, clients).open()

        work = partial(self._shell.desk.clients.list, closed=True)
        self._shell.read(work, ask, key="clients.for.link")

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._shell.toast.say("Copied")
