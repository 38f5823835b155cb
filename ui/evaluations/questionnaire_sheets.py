"""Send a questionnaire to a stakeholder, and take in the answer: as a file or as the text from a mail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from consultant_desk.domain.evaluation.questionnaire import MAX_BYTES, MAX_NAME, QuestionnaireAnswer, read_answer
from consultant_desk.domain.sentences import ended
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.evaluations.questionnaires import AnswerCheck
from ui.evaluations.matrix_files import ANSWERS, read_bytes
from ui.file_dialogs import open_file
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import labelled
from ui.widgets.text import Text

SHOWN = 8


class SendSheet(Sheet):
    """Asks who is asked; `run` gets the name."""

    def __init__(self, parent: QWidget, names: tuple[str, ...], run: Callable[[str], None]) -> None:
        super().__init__(parent, "Send a questionnaire", width=480)
        self._run = run
        self._name = Field(names[0] if len(names) == 1 else "", name="Stakeholder", placeholder="Name of the person")
        words = (
            "One web page for one person: which step from worst to best counts most, and how much the others are worth "
            "against it. It works without a network and sends nothing. The person gives you back the file it makes."
        )
        self.body.addWidget(Text(words, tone="text2", wrap=True))
        self.body.addWidget(labelled("Stakeholder", self._name))
        self.add_cancel()
        self.add_primary("Save the page …", self._take)

    def _take(self) -> None:
        name = " ".join(self._name.text().split())
        if not 0 < len(name) <= MAX_NAME:
            self.say_problem("A questionnaire is for somebody. Give the name of the person.")
            return
        self.accept()
        self._run(name)


class AnswerSheet(Sheet):
    """Reads an answer, says whose it is and what changed since, and takes it when the person says so.

    `done` gets the evaluation the answer belongs to. With an `evaluation_id` answers to another one are refused.
    """

    def __init__(
        self, parent: QWidget, shell: Shell, evaluation_id: str | None, done: Callable[[AnswerCheck], None]
    ) -> None:
        super().__init__(parent, "Take in an answer", width=520)
        self._shell = shell
        self._evaluation_id = evaluation_id
        self._done = done
        self._check: AnswerCheck | None = None
        self._text = TextArea(name="Text of the answer", placeholder="Paste the text of the answer here", lines=5)
        self._text.textChanged.connect(self._forget)
        self._told = Text("", wrap=True)
        self._told.hide()
        row = QHBoxLayout()
        row.addWidget(Button("Choose the file …", icon="folder-open", run=self._choose))
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(labelled("Or its text", self._text))
        self.body.addWidget(self._told)
        self.add_cancel()
        self._take = self.add_primary("Read", self._press)

    def read_file(self, path: Path) -> None:
        """Read the answer in a file."""
        self._shell.jobs.run(
            lambda _job: read_answer(read_bytes(path, MAX_BYTES), path.name), self._compare, self._refused
        )

    def _choose(self) -> None:
        path = open_file(self, self._shell.settings, "Take in an answer", ANSWERS)
        if path is not None:
            self.read_file(path)

    def _press(self) -> None:
        if self._check is not None:
            self._store(self._check)
            return
        text = self._text.toPlainText()
        if text.strip():
            self._shell.jobs.run(lambda _job: read_answer(text), self._compare, self._refused)
        else:
            self.say_problem("Choose the file of the answer, or paste its text.")

    def _compare(self, answer: QuestionnaireAnswer) -> None:
        area, key = self._shell.desk.evaluations, self._evaluation_id
        self._shell.jobs.read(lambda: area.check_answer(answer, key), self._show, key="answer", failed=self._refused)

    def _show(self, check: AnswerCheck) -> None:
        self._check = check
        self.say_problem("")
        self._told.setText("\n".join(_sentences(check)))
        self._told.show()
        fits, asked = len(check.comparison.points), len(check.answer.criteria)
        changed = bool(check.comparison.differences)
        self._take.set_label(f"Take the {fits} of {asked} that fit" if changed else "Take the answer")
        self._take.setEnabled(fits > 0)
        self._take.setFocus()
        self.adjustSize()

    def _store(self, check: AnswerCheck) -> None:
        area, key = self._shell.desk.evaluations, self._evaluation_id
        accept = bool(check.comparison.differences)
        self._take.setEnabled(False)
        self._shell.write(
            lambda: area.take_answer(check.answer, key, accept_changed=accept),
            self._stored,
            say=f"Took in the answer of {check.answer.stakeholder[:40]}",
            failed=self._refused,
        )

    def _stored(self, check: AnswerCheck) -> None:
        self.accept()
        self._done(check)

    def _forget(self) -> None:
        """Another text is another answer."""
        self._check = None
        self._told.hide()
        self._take.set_label("Read")
        self._take.setEnabled(True)

    def _refused(self, error: DeskError) -> None:
        self._forget()
        faults = error.faults if isinstance(error, UserError) else ()
        more = f" And {len(faults) - 1} more." if len(faults) > 1 else ""
        self.say_problem(error.sentence() + more)


def _sentences(check: AnswerCheck) -> list[str]:
    """Return whose answer it is, what it replaces, and what changed since it was asked for."""
    answer, differences = check.answer, check.comparison.differences
    count = len(answer.criteria)
    questions = "1 question" if count == 1 else f"{count} questions"
    lines = [ended(f"{answer.stakeholder} answered {questions} about {check.title}")]
    if check.replaces:
        lines.append("It takes the place of the weights there are for this person.")
    if differences:
        lines.append("Since the questionnaire was made, the criteria changed:")
        lines += [f"– {difference}" for difference in differences[:SHOWN]]
        if len(differences) > SHOWN:
            lines.append(f"– and {len(differences) - SHOWN} more")
        lines.append("Criteria whose answer does not fit weigh the mean of those that do.")
    return lines
