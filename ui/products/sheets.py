"""The sheets of the catalogue: a new product, a plan, a price seen, a piece of evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from consultant_desk.domain.changes import Outcome
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.evidence import EvidenceDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft
from consultant_desk.services.rows.products import EvidenceRow, PlanRow, PriceRow
from ui.products.words import BILLING, GRADES, KINDS, PER
from ui.shell import Shell
from ui.widgets.choice import Dropdown, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField, NumberField
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import Form

T = TypeVar("T")


class RecordSheet(Sheet):
    """A sheet with one form; `save` runs an operation and closes when it worked, else says why not."""

    def __init__(self, shell: Shell, title: str, do: str) -> None:
        super().__init__(shell.window, title)
        self.shell = shell
        self.form = Form(label_width=96)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(do, self._try)

    def save(self) -> None:
        """Read the fields and start the operation; `UserError` for what cannot be read."""
        raise NotImplementedError

    def write(self, work: Callable[[], Outcome[T]]) -> None:
        """Run the operation and close."""
        self.shell.write(work, self._written, failed=self._refused)

    def _try(self) -> None:
        try:
            self.save()
        except UserError as error:
            self.say_problem(error.sentence())

    def _written(self, _value: object) -> None:
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


def iso(field: DateField) -> str:
    """Return the date of a field as ISO text, empty without one."""
    day = field.value()
    return day.isoformat() if day else ""


def date_of(text: str) -> date | None:
    """Return the date of an ISO text."""
    return date.fromisoformat(text[:10]) if text else None


class ProductSheetDialog(RecordSheet):
    """A new product; afterwards `opened` is called with its id."""

    def __init__(self, shell: Shell, opened: Callable[[str], None], name: str = "") -> None:
        super().__init__(shell, "New product", "Add product")
        self._opened = opened
        self.name = Field(name, name="Name")
        self.vendor = Field(name="Vendor")
        self.category = Field(name="Category", placeholder="Help desk")
        self.homepage = Field(name="Home page", placeholder="https://")
        self.form.add("Name", self.name)
        self.form.add("Vendor", self.vendor)
        self.form.add("Category", self.category)
        self.form.add("Home page", self.homepage)

    def save(self) -> None:
        """Add the product."""
        draft = ProductDraft(self.name.text(), self.vendor.text(), self.category.text(), self.homepage.text())
        self.shell.write(partial(self.shell.desk.products.create, draft), self._added, failed=self._refused)

    def _added(self, product_id: str) -> None:
        self.accept()
        self._opened(product_id)


class PlanDialog(RecordSheet):
    """A plan, new or changed; a new one takes its first price along."""

    def __init__(self, shell: Shell, product_id: str, currency: str, plan: PlanRow | None = None) -> None:
        super().__init__(shell, "Edit plan" if plan else "New plan", "Save" if plan else "Add plan")
        self._product_id, self._plan = product_id, plan
        self.name = Field(plan.name if plan else "", name="Name", placeholder="Team")
        self.billing = Dropdown(BILLING, name="Billed", value=plan.billing if plan else "month")
        self.per = Dropdown(PER, name="Per", value=plan.per if plan else "seat")
        self.minimum = NumberField(name="At least")
        self.form.add("Name", self.name)
        self.form.add_pair("Billed", self.billing, self.per)
        self.form.add("At least", self.minimum, help_text="The smallest number one can buy; empty means one.")
        self.price = MoneyField(name="Price", currency=currency)
        self.seen = DateField(name="Seen on", today=shell.today, value=shell.today())
        self.source = Field(name="Source", placeholder="Price page")
        if plan is None:
            self.form.add("Price", self.price)
            self.form.add("Seen on", self.seen)
            self.form.add("Source", self.source)
        elif plan.minimum:
            self.minimum.setText(str(plan.minimum))

    def save(self) -> None:
        """Add or change the plan."""
        least = self.minimum.value()
        minimum = int(least) if least is not None else None
        products = self.shell.desk.products
        if self._plan is not None:
            values = {"name": self.name.text(), "billing": self.billing.value(), "per": self.per.value()}
            self.write(partial(products.edit_plan, self._plan.id, **values, minimum=minimum))
            return
        draft = PlanDraft(self.name.text(), self.billing.value(), self.per.value(), minimum)
        money = self.price.value()
        price = PriceDraft(money.minor, money.currency, iso(self.seen), self.source.text()) if money else None
        self.write(partial(products.add_plan, self._product_id, draft, price))


class PriceDialog(RecordSheet):
    """A price seen, new or corrected; a new one leaves the earlier ones as they are."""

    def __init__(self, shell: Shell, plan: PlanRow, currency: str, price: PriceRow | None = None) -> None:
        title = f"Correct a price of {plan.name}" if price else f"Price of {plan.name}"
        super().__init__(shell, title, "Save" if price else "Add price")
        self._plan, self._price = plan, price
        self.amount = MoneyField(name="Price", currency=currency, value=price.amount if price else None)
        seen = date_of(price.seen_on) if price else shell.today()
        self.seen = DateField(name="Seen on", today=shell.today, value=seen)
        self.source = Field(price.source if price else "", name="Source", placeholder="Price page")
        self.note = TextArea(price.note if price else "", name="Note", lines=2)
        self.form.add("Price", self.amount)
        self.form.add("Seen on", self.seen)
        self.form.add("Source", self.source)
        self.form.add("Note", self.note, tall=True)

    def save(self) -> None:
        """Add or correct the price."""
        money = self.amount.value()
        if money is None:
            raise UserError("Type the price that was seen.")
        products = self.shell.desk.products
        source, note, seen = self.source.text(), self.note.toPlainText(), iso(self.seen)
        if self._price is None:
            draft = PriceDraft(money.minor, money.currency, seen, source, note)
            self.write(partial(products.add_price, self._plan.id, draft))
            return
        self.write(
            partial(
                products.edit_price, self._price.id, amount_minor=money.minor, amount_currency=money.currency,
                seen_on=seen, source=source, note=note,
            )
        )  # fmt: skip


class EvidenceDialog(RecordSheet):
    """A piece of evidence, new or changed."""

    def __init__(self, shell: Shell, product_id: str, row: EvidenceRow | None = None) -> None:
        super().__init__(shell, "Edit evidence" if row else "New evidence", "Save" if row else "Add evidence")
        self._product_id, self._row = product_id, row
        self.title = Field(row.title if row else "", name="What it says", placeholder="Answers within 4 h")
        self.kind = Dropdown(KINDS, name="Kind", value=row.kind if row else "document")
        self.grade = Dropdown(GRADES, name="Grade", value=row.grade if row else "")
        self.source = Field(row.source if row else "", name="Source", placeholder="Support page")
        self.locator = Field(row.locator if row else "", name="Where in it", placeholder="https://, page 3")
        self.quote = TextArea(row.quote if row else "", name="Quote", lines=3)
        self.seen = DateField(name="Read on", today=shell.today, value=date_of(row.seen_on) if row else shell.today())
        self.expires = DateField(name="Expires", today=shell.today, value=date_of(row.expires_on) if row else None)
        self.independent = TickBox("Independent of the vendor", checked=bool(row and row.independent))
        self.form.add("What it says", self.title)
        self.form.add_pair("Kind", self.kind, self.grade)
        self.form.add("Source", self.source)
        self.form.add("Where in it", self.locator)
        self.form.add("Quote", self.quote, tall=True)
        self.form.add("Read on", self.seen)
        self.form.add("Expires", self.expires, help_text="Leave empty for evidence that does not age.")
        self.form.add("", self.independent)

    def save(self) -> None:
        """Add or change the evidence."""
        draft = EvidenceDraft(
            self.title.text(), self.kind.value(), self.grade.value(), self.source.text(), self.locator.text(),
            self.quote.toPlainText(), iso(self.seen), iso(self.expires), self.independent.isChecked(),
        )  # fmt: skip
        products = self.shell.desk.products
        if self._row is None:
            self.write(partial(products.add_evidence, self._product_id, draft))
            return
        self.write(
            partial(
                products.edit_evidence, self._row.id, title=draft.title, kind=draft.kind, grade=draft.grade,
                source=draft.source, locator=draft.locator, quote=draft.quote, seen_on=draft.seen_on,
                expires_on=draft.expires_on, independent=draft.independent,
            )
        )  # fmt: skip
