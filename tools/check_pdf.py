"""Hold reports against programs of others: qpdf, poppler, PDFBox, and the checker of PDF/UA among the tests.

Builds the sample report in every page size, signed and encrypted too. A program that is missing is installed where that
is allowed; where it cannot be had, that is said and the rest is checked. Run it with `make pdf`.
"""

from __future__ import annotations

import importlib
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

import reports
from consultant_desk.domain.report_options import PageSize
from reports.brand import accept_logo
from reports.encryption import encrypted_copy
from reports.report_format import EVALUATION, MANIFEST, MATRIX, REPORT
from reports.signer import Stamp
from reports.signing import sign
from tools.environment import privilege

ROOT = Path(__file__).resolve().parents[1]
PREFLIGHT = ROOT / "tools" / "PdfA1bPreflight.java"
JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api")
JAVA = Path("/usr/share/java")
PACKAGES = {
    "qpdf": "qpdf",
    "pdffonts": "poppler-utils",
    "java": "default-jdk-headless",
    "preflight.jar": "libpdfbox2-java",
    "javax.activation.jar": "libactivation-java",
    "jaxb-api.jar": "libjaxb-api-java",
}
PASSWORD = "sample"  # noqa: S105  of a sample


def main() -> None:
    """Check every sample; stop with all faults when there are some."""
    missing = _missing_after_installing()
    with tempfile.TemporaryDirectory() as name:
        folder, faults = Path(name), []
        samples = list(_samples())
        for label, pdf in samples:
            file = folder / f"{label}.pdf"
            file.write_bytes(pdf)
            faults += [f"{label}: {fault}" for fault in _faults(file, label, missing)]
        if not missing & {"java", *(f"{jar}.jar" for jar in JARS)}:
            faults += _preflight(folder, [(label, pdf) for label, pdf in samples if not label.startswith("encrypted")])
        for program in sorted(missing):
            print(f"not checked with {program}: it is not installed (Debian package {PACKAGES[program]})")
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(samples)} files: {', '.join(label for label, _pdf in samples)}; nothing to complain about")


def _samples() -> Iterator[tuple[str, bytes]]:
    """Build the samples of the tests: every page size, another brand, a draft, signed ones and an encrypted one."""
    sample: Any = importlib.import_module("tests.reports.sample")  # tests are no package of the type check
    snapshot = sample.sample_snapshot()
    for size in PageSize:
        yield size.value, reports.build(replace(snapshot, options=replace(snapshot.options, page_size=size))).pdf
    look = replace(snapshot.brand, font="Source Sans 3", primary="#0F766E", logo=accept_logo(_logo()))
    yield "brand", reports.build(replace(snapshot, brand=look)).pdf
    yield "draft", reports.build(replace(snapshot, issued=False, version=0)).pdf
    issued = reports.build(snapshot).pdf
    identities: Any = importlib.import_module("tests.reports.identities")
    identity = identities.identity()
    yield "signed", sign(issued, identity, identities.PASSPHRASE, when=identities.SIGNED_AT)
    yield "stamped", sign(issued, identity, identities.PASSPHRASE, visible=Stamp(), when=identities.SIGNED_AT)
    yield "encrypted", encrypted_copy(issued, PASSWORD)


def _logo() -> bytes:
    """Return a picture without transparency, which PDF/A-1 does not know."""
    output = io.BytesIO()
    Image.new("RGB", (240, 80), "#0F766E").save(output, "PNG")
    return output.getvalue()


def _faults(file: Path, label: str, missing: set[str]) -> Iterator[str]:
    encrypted = label == "encrypted"
    if "qpdf" not in missing:
        done = _run("qpdf", *([f"--password={PASSWORD}"] if encrypted else []), "--check", str(file))
        if done.returncode:
            yield f"qpdf: {done.stdout}{done.stderr}".strip()
        if encrypted and "stream encryption method: AESv3" not in done.stdout:
            yield "qpdf: the copy is not encrypted with AES-256"
    if "pdffonts" not in missing:
        yield from _poppler(file, encrypted=encrypted)
        if label in {"signed", "stamped"}:
            told = _run("pdfsig", str(file)).stdout
            if "Signature is Valid" not in told or "Total document signed" not in told:
                yield f"pdfsig: {told}"
    if not encrypted:
        checker: Any = importlib.import_module("tests.reports.pdf_ua")
        yield from (f"PDF/UA: {times} x {fault}" for fault, times in checker.faults_of(file.read_bytes()).items())


def _poppler(file: Path, *, encrypted: bool) -> Iterator[str]:
    opening = ["-upw", PASSWORD] if encrypted else []
    fonts = _run("pdffonts", *opening, str(file)).stdout.splitlines()[2:]
    for line in fonts:
        embedded, _subset, unicode = line.split()[-5:-2]
        if (embedded, unicode) != ("yes", "yes"):
            yield f"pdffonts: {line}"
    if not fonts:
        yield "pdffonts: no fonts"
    info = _run("pdfinfo", *opening, str(file)).stdout
    told = {name.strip(): value.strip() for name, _colon, value in (line.partition(":") for line in info.splitlines())}
    for name, value in {"Tagged": "yes", "JavaScript": "no", "Suspects": "no", "PDF version": "1.7"}.items():
        if told.get(name) != value:
            yield f"pdfinfo: {name} is {told.get(name)}"
    if str(Path.home()) in info or str(ROOT) in info:
        yield "pdfinfo: a path of this machine"
    listed = _run("pdfdetach", *opening, "-list", str(file)).stdout
    if sorted(line.split(": ", 1)[1] for line in listed.splitlines()[1:]) != sorted(
        (EVALUATION, REPORT, MATRIX, MANIFEST)
    ):
        yield f"pdfdetach: {listed}"


def _preflight(folder: Path, samples: list[tuple[str, bytes]]) -> list[str]:
    """Validate what is drawn as PDF/A-1b: a validator of 3b is not to be had everywhere, and 1b asks for more."""
    files = []
    for label, pdf in samples:
        if label in {"signed", "stamped"}:
            continue  # the same pages again
        files.append(folder / f"{label}-1b.pdf")
        files[-1].write_bytes(as_1b(pdf))
    path = ":".join(str(JAVA / f"{jar}.jar") for jar in JARS)
    done = _run("java", "-cp", path, str(PREFLIGHT), *(str(file) for file in files))
    valid = done.stdout.count(" valid=true") == len(files)
    return [] if valid else [f"PDFBox: {done.stdout}{done.stderr[-2000:]}"]


def as_1b(pdf: bytes) -> bytes:
    """Return the pages of a report as PDF/A-1b: version 1.4, no attached files, no streams of objects."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        del root.AF
        del root.Names["/EmbeddedFiles"]
        packet = root.Metadata.read_bytes().replace(b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:part>1</pdfaid:part>")
        root.Metadata = document.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        document.remove_unreferenced_resources()
        output = io.BytesIO()
        document.save(
            output,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            force_version="1.4",
        )
    return output.getvalue()


def _missing_after_installing() -> set[str]:
    """Return what is not there, after trying to install it."""
    missing = _missing()
    prefix = privilege() if missing and shutil.which("apt-get") else None
    if prefix is not None:
        packages = sorted({PACKAGES[program] for program in missing})
        print(f"Installing {' '.join(packages)}", flush=True)
        for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
            subprocess.run([*prefix, "apt-get", *command], check=False, stdout=subprocess.DEVNULL)
    return _missing()


def _missing() -> set[str]:
    programs = {name for name in PACKAGES if not name.endswith(".jar") and shutil.which(name) is None}
    return programs | {name for name in PACKAGES if name.endswith(".jar") and not (JAVA / name).exists()}


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


if __name__ == "__main__":
    main()
