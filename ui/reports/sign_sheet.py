"""Signing an issued report: a certificate file and its passphrase, whose it is, and only then the signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from shiboken6 import isValid

from consultant_desk.errors import DeskError
from consultant_desk.paths import places
from reports.signer import Certificate
from ui.entry import day_text
from ui.jobs import Job
from ui.reports.files import CERTIFICATE_LIMIT, read_file
from ui.reports.passwords import password_field
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.choice import TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.form import Form
from ui.widgets.text import Span, Text

NOT_INSTALLED = (
    'Signing needs the package pyHanko, which is not installed. Install it with: pip install "consultant-desk[sign]"'
)
KIND = "Certificates (*.p12 *.pfx)"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person signs with: a PKCS#12 file, its passphrase, and whether a stamp is to be seen."""

    p12: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    stamp: bool


def choose_certificate(parent: QWidget) -> str:
    """Ask for the file of a certificate."""
    return QFileDialog.getOpenFileName(parent, "Certificate", str(places().documents), KIND)[0]


class SignSheet(Sheet):
    """The first press opens the certificate and shows it, the second one signs: `use` gets the identity."""

    def __init__(self, shell: Shell, use: Callable[[Identity], None]) -> None:
        super().__init__(shell.window, "Sign the report", width=560)
        self._shell, self._use = shell, use
        self._path: Path | None = None
        self._opened: tuple[bytes, str] | None = None
        self.ask_file: Callable[[], str] = partial(choose_certificate, self)
        sentence = (
            "A signature shows that the file came from you and was not changed since. The signed copy is a file of its "
            "own; nothing is sent anywhere, and neither certificate nor passphrase is kept."
        )
        self.body.addWidget(Text(sentence, tone="text2", wrap=True))
        self.file = Text("No file chosen", tone="text2")
        self.choose = Button("Choose…", icon="folder-open", run=self._choose)
        self.passphrase = password_field("Passphrase of the certificate")
        self.stamp = TickBox("Set a visible stamp on the last page")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(self.choose)
        row.setFocusProxy(self.choose)
        form = Form(label_width=96)
        form.add("Certificate", row)
        form.add("Passphrase", self.passphrase)
        form.add("", self.stamp)
        self.body.addWidget(form)
        self.whose = Text("", wrap=True)
        self.whose.hide()
        self.body.addWidget(self.whose)
        self.add_cancel()
        self.do = self.add_primary("Open the certificate", self._accept, icon="file-check-2")
        self.passphrase.textEdited.connect(lambda _text: self._forget())
        self.begins_at = self.choose
        if not shell.desk.reports.can_sign():
            self.say_problem(NOT_INSTALLED)
            for widget in (self.choose, self.passphrase, self.stamp, self.do):
                widget.setEnabled(False)

    def take_file(self, path: Path) -> None:
        """Take the file of a certificate."""
        self._path = path
        self.file.setText(path.name[:120])
        self._forget()
        self.passphrase.setFocus()

    def _choose(self) -> None:
        name = self.ask_file()
        if name:
            self.take_file(Path(name))

    def _forget(self) -> None:
        """Show no certificate any more: it is another one that will be opened."""
        self._opened = None
        self.whose.hide()
        self.do.set_label("Open the certificate")
        self.say_problem("")

    def _accept(self) -> None:
        if self._opened is not None:
            p12, passphrase = self._opened
            self.accept()
            self._use(Identity(p12, passphrase, self.stamp.isChecked()))
        elif self._path is None:
            self.say_problem("Choose the file of your certificate; it ends in .p12 or .pfx.")
        else:
            self._open(self._path, self.passphrase.text())

    def _open(self, path: Path, passphrase: str) -> None:
        reports = self._shell.desk.reports

        def work(_job: Job) -> tuple[bytes, Certificate, str]:
            p12 = read_file(path, CERTIFICATE_LIMIT)
            certificate = reports.certificate(p12, passphrase)
            return p12, certificate, reports.certificate_warning(certificate)

        def arrived(found: tuple[bytes, Certificate, str]) -> None:
            if not isValid(self):
                return
            self.do.setEnabled(True)
            p12, certificate, warning = found
            if (path, passphrase) == (self._path, self.passphrase.text()):
                self._opened = (p12, passphrase)
                self._show(certificate, warning)

        self.do.setEnabled(False)
        self._shell.jobs.run(work, arrived, self._broke)

    def _broke(self, error: DeskError) -> None:
        self.do.setEnabled(True)
        self.say_problem(error.sentence())
        self.adjustSize()
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _show(self, certificate: Certificate, warning: str) -> None:
        by = "made by its owner" if certificate.self_issued else f"issued by {certificate.issuer}"
        span = f"valid {day_text(certificate.valid_from)} to {day_text(certificate.valid_until)}"
        spans = [Span(certificate.name, bold=True), Span(f"\n{by}, {span}", "text2")]
        if certificate.self_issued:
            spans.append(Span("\nNobody else vouches for it: readers must know it from you.", "text2"))
        if warning:
            spans.append(Span(f"\n{warning}", "warn"))
        self.whose.set_spans(*spans)
        self.whose.show()
        self.adjustSize()
        self.do.set_label("Sign and save…")
        self.do.setFocus()
