"""What is asked about programmes: one itself, and since when one stands where with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.rows.programmes import AccountRow, ProgrammeRow, ProgrammeSheet
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import Form

NOBODY = ""
STATUSES: Mapping[str, str] = {
    "considering": "Considering",
    "applied": "Applied",
    "approved": "Approved",
    "declined": "Declined",
    "left": "Left",
}


class ProgrammeSheetDialog(Sheet):
    """A programme, new or changed."""

    def __init__(
        self,
        shell: Shell,
        accounts: Sequence[AccountRow],
        products: Mapping[str, str],
        sheet: ProgrammeSheet | None = None,
        *,
        product_id: str = "",
    ) -> None:
        super().__init__(shell.window, "New programme" if sheet is None else "Edit programme", width=520)
        self._shell = shell
        self._sheet = sheet
        suggested = f"{products[product_id]} partners" if product_id in products else ""
        row = sheet.row if sheet is not None else None
        none = Option(NOBODY, "None")
        self.name = Field(row.name if row else suggested, name="Name", placeholder="Northwind Partners")
        self.account = Dropdown(
            [none, *(Option(one.id, one.name[:60]) for one in accounts)],
            name="Account",
            value=row.account_id if row else "",
        )
        self.product = Dropdown(
            [none, *(Option(key, name[:60]) for key, name in products.items())],
            name="Product",
            value=row.product_id if row else product_id,
        )
        self.status = status_choice("considering")
        self.vendor = Field(row.vendor if row else "", name="Vendor", placeholder="That of the product")
        self.external = Field(sheet.external_name if sheet else "", name="Name in statements")
        self.base = Field(row.base_url if row else "", name="Address of links", placeholder="https://…")
        self.parameter = Field(row.sub_id_parameter if row else "", name="Parameter of the sub-ID", placeholder="subid")
        self.pattern = Field(
            sheet.sub_id_pattern if sheet else "", name="Pattern of the sub-ID", placeholder="{client}-{n}"
        )
        self.note = Field(sheet.note if sheet else "", name="Note")
        form = Form(label_width=132)
        form.add("Name", self.name)
        form.add("Account", self.account, help_text="Where its statements come from.")
        form.add("Product", self.product)
        form.add("Vendor", self.vendor)
        if sheet is None:
            form.add("Status", self.status)
        form.add("Name in statements", self.external)
        form.add("Address of links", self.base, help_text="Links are made of it and a sub-ID.")
        form.add("Sub-ID parameter", self.parameter)
        form.add("Sub-ID pattern", self.pattern)
        form.add("Note", self.note)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Add it" if sheet is None else "Keep it", self.take)

    def take(self) -> None:
        """Add the programme, or keep what was changed."""
        programmes = self._shell.desk.programmes
        if not self.name.text().strip():
            self.say_problem("A programme needs a name.")
            return
        values = {
            "name": self.name.text().strip(),
            "account_id": self.account.value() or None,
            "product_id": self.product.value() or None,
            "external_name": self.external.text().strip(),
            "base_url": self.base.text().strip(),
            "sub_id_parameter": self.parameter.text().strip(),
            "sub_id_pattern": self.pattern.text().strip(),
            "note": self.note.text(),
        }
        vendor = self.vendor.text().strip()
        if self._sheet is None:
            from consultant_desk.services.earnings.programmes import ProgrammeDraft

            draft = ProgrammeDraft(vendor=vendor, status=self.status.value(), **values)  # type: ignore[arg-type]
            self._shell.write(
                lambda: programmes.add(draft), lambda _id: self.accept(), say="Programme added", failed=self._refused
            )
            return
        key = self._sheet.row.id
        if vendor != self._sheet.row.vendor:
            values["vendor"] = vendor
        self._shell.write(lambda: programmes.edit(key, **values), lambda _none: self.accept(), failed=self._refused)

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


class StatusSheet(Sheet):
    """Where one stands with a programme, and since when."""

    def __init__(self, shell: Shell, row: ProgrammeRow) -> None:
        super().__init__(shell.window, f"Where you stand with {row.name[:48]}", width=520)
        self._shell = shell
        self._row = row
        self.status = status_choice(row.status)
        self.day = DateField(name="Since", today=shell.today, value=shell.today())
        form = Form(label_width=96)
        form.add("Status", self.status)
        form.add("Since", self.day)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Note it", self.take)

    def take(self) -> None:
        """Note the status with its day."""
        try:
            day = self.day.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        programmes, status = self._shell.desk.programmes, self.status.value()
        self._shell.write(
            lambda: programmes.set_status(self._row.id, status, day.isoformat() if day else ""),
            lambda _none: self.accept(),
            failed=lambda error: self.say_problem(error.sentence()),
        )


def status_choice(value: str) -> Dropdown:
    """Return the choice of where one stands with a programme."""
    return Dropdown([Option(key, words) for key, words in STATUSES.items()], name="Status", value=value)
