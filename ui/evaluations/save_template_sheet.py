"""Ask under which name the criteria, scales and weights of an evaluation are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.evaluations.template_preview import summary
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import labelled
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.rows.templates import TemplateOrigin, TemplateRow
    from consultant_desk.services.sheet import EvaluationSheet

NEW = ""
WIDTH = 480


class SaveTemplateSheet(Sheet):
    """Saves a new template, or the next version of one of your own.

    The title of the evaluation is not proposed as its name: it often names the client.
    """

    def __init__(self, parent: QWidget, shell: Shell, sheet: EvaluationSheet) -> None:
        super().__init__(parent, "Save as a template", width=WIDTH)
        self._shell = shell
        self._sheet = sheet
        self._own: dict[str, TemplateRow] = {}
        words = (
            f"{summary(len(sheet.problem.criteria), ())} with scales and weights. Products, scores, notes, people "
            "and the client are not saved with them."
        )
        self.body.addWidget(Text(words, tone="text2", wrap=True))
        self.what = Dropdown((Option(NEW, "A new template"),), name="Save as")
        self.what.chosen.connect(self._fill_from)
        self._name = Field(name="Name", placeholder="What is chosen with it, such as Customer desk")
        self._category = Field(name="Category", placeholder="Kind of product, such as Customer service")
        self._note = TextArea(name="What it is for", lines=2)
        self._changed = TextArea(name="What changed", lines=2)
        self._choice = labelled("Save as", self.what)
        self._for = labelled("What it is for", self._note)
        self._difference = labelled("What changed", self._changed)
        for widget in (self._choice, labelled("Name", self._name), labelled("Category", self._category), self._for,
                       self._difference):  # fmt: skip
            self.body.addWidget(widget)
        self._choice.hide()
        self._difference.hide()
        self.add_cancel()
        self._primary = self.add_primary("Save template", self._save)
        area, evaluation_id = shell.desk.evaluations, sheet.id
        shell.read(
            lambda: (area.templates(), area.template_origin(evaluation_id)),
            lambda found: self._offer(*found),
            key="save as a template",
        )

    def _offer(self, rows: tuple[TemplateRow, ...], origin: TemplateOrigin) -> None:
        """Offer the next version of each template of one's own, first of the one the evaluation was started from."""
        self._own = {row.id: row for row in rows if row.own}
        options = [Option(row.id, f"Version {row.number + 1} of {row.name}") for row in self._own.values()]
        start = origin.template_id if origin.template_id in self._own else NEW
        self.what.set_options((Option(NEW, "A new template"), *options), start)
        self._choice.setVisible(bool(options))
        self._category.show_value(origin.category)
        if start:
            self._fill_from(start)
        self.adjustSize()

    def _fill_from(self, template_id: str) -> None:
        row = self._own.get(template_id)
        self._for.setVisible(row is None)
        self._difference.setVisible(row is not None)
        self._primary.set_label("Save template" if row is None else f"Save version {row.number + 1}")
        self._name.show_value("" if row is None else row.name)
        if row is not None:
            self._category.show_value(row.category)

    def _save(self) -> None:
        name, category, template_id = self._name.text().strip(), self._category.text().strip(), self.what.value()
        note = (self._changed if template_id else self._note).toPlainText().strip()
        if not name:
            self.say_problem("Give the template a name.")
            self._name.setFocus()
            return
        area, evaluation_id = self._shell.desk.evaluations, self._sheet.id
        self._shell.write(
            lambda: area.save_template(evaluation_id, name, category, note, template_id=template_id or None),
            lambda _id: self.accept(),
            say=f"Saved as the template {name[:40]}",
            failed=lambda error: self.say_problem(error.sentence()),
        )
