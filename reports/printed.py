"""Compare what stands on the pages with what follows from the attached data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from consultant_desk.domain.sentences import ended
from consultant_desk.domain.snapshot import InterestKind, ReportSnapshot
from reports.facts import Facts
from reports.fonts import FontBook
from reports.preview import PagePictures
from reports.printed_text import PrintedText
from reports.rich import Figure
from reports.theme import known_family
from reports.verification import Check
from reports.wire import Json
from reports.words.language import Language

MAX_FIGURES = 200_000
_SHARES = ("share", "rank-share", "coverage")


class PrintedPages:
    """The text of every page of a file, read once and only when it is asked for."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf

    @cached_property
    def each(self) -> tuple[PrintedText, ...]:
        """The pages one by one."""
        return tuple(PrintedText(text) for text in self._texts)

    @cached_property
    def whole(self) -> PrintedText:
        """All pages, one after the other."""
        return PrintedText(self.text)

    @property
    def text(self) -> str:
        """What a reader copies from all of them."""
        return "\n".join(self._texts)

    @cached_property
    def _texts(self) -> list[str]:
        with PagePictures(self._pdf) as pictures:
            return [pictures.text(number) for number in range(pictures.count)]


def compare_figures(pages: PrintedPages, manifest: Mapping[str, Json], snapshot: ReportSnapshot) -> Check:
    """Check every figure of the manifest: it follows from the data, and it stands on its page."""
    listed = manifest.get("figures")
    if not isinstance(listed, list) or not listed or len(listed) > MAX_FIGURES:
        return Check("figures", False, "The report does not say which figures it prints.")
    facts, fonts = Facts(snapshot), FontBook(known_family(snapshot.brand.font))
    for entry in listed:
        figure = _figure_of(entry)
        page = entry.get("page") if isinstance(entry, dict) else None
        if figure is None or not isinstance(page, int) or not 1 <= page <= len(pages.each):
            return Check("figures", False, "The list of printed figures is damaged.")
        fault = _fault(facts, figure)
        if fault:
            return Check("figures", False, f"{fault} (page {page}).")
        if not pages.each[page - 1].holds(fonts, figure.printed):
            return Check("figures", False, f"A figure that follows from the data is not printed on page {page}.")
    return Check("figures", True, f"All {len(listed)} printed figures follow from the attached data.")


def compare_disclosure(pages: PrintedPages, snapshot: ReportSnapshot) -> Check:
    """Check that every candidate with a vendor is disclosed, and that what is paid is printed."""
    told = {interest.candidate for interest in snapshot.interests}
    missing = [one.name for one in snapshot.problem.candidates if one.id not in told and not one.baseline]
    if missing:
        whom = missing[0] if len(missing) == 1 else f"{len(missing)} candidates"
        return Check("disclosure", False, ended(f"Interests are not disclosed for {whom}"))
    fonts = FontBook(known_family(snapshot.brand.font))
    for interest in snapshot.interests:
        if interest.kind is InterestKind.NONE or not interest.basis:
            continue
        if not pages.whole.holds(fonts, interest.basis.rstrip(". ")):
            return Check("disclosure", False, "An interest is in the data but not on the pages.")
    paying = sum(interest.kind is not InterestKind.NONE for interest in snapshot.interests)
    words = (
        f"Interests are disclosed for every candidate; {paying} pay." if paying else "No candidate pays; that is said."
    )
    return Check("disclosure", True, words)


def compare_lock(pages: PrintedPages, snapshot: ReportSnapshot) -> Check:
    """Check that the evaluation is the one that was locked, and that every later change is printed with its reason."""
    lock = snapshot.lock
    if lock is None:
        return Check("lock", None, "The evaluation was not locked.")
    if lock.open and not snapshot.issued:
        return Check("lock", None, "The evaluation was open for changes when this draft was made.")
    if lock.open or snapshot.result.problem_sha256 != lock.sha256:
        return Check("lock", False, "The attached evaluation is not the one that was locked.")
    fonts = FontBook(known_family(snapshot.brand.font))
    later = [change.text for one in lock.reopenings for change in one.changes]
    if not all(pages.whole.holds(fonts, part) for part in (lock.sha256, *(one.reason for one in lock.reopenings))):
        return Check("lock", False, "The lock is in the data but not on the pages.")
    if not all(pages.whole.holds(fonts, part) for part in later):
        return Check("lock", False, "A change after the lock is in the data but not on the pages.")
    changed = f"; {len(later)} later changes are printed" if len(later) > 1 else "; one later change is printed"
    moment = f"{lock.locked_at[:10]}, {lock.locked_at[11:16]} UTC"
    return Check("lock", True, f"Weights and scores are as they were locked on {moment}{changed if later else ''}.")


def _figure_of(entry: Json) -> Figure | None:
    if not isinstance(entry, dict):
        return None
    path, printed = entry.get("path"), entry.get("printed")
    return Figure(path, printed) if isinstance(path, str) and isinstance(printed, str) and printed else None


def _fault(facts: Facts, figure: Figure) -> str:
    """Return what is wrong with a printed figure, or nothing."""
    try:
        expected = facts.figure(figure.path)
    except (KeyError, IndexError, TypeError, ValueError, StopIteration):
        return "A printed figure does not follow from the attached data"
    if expected.printed == figure.printed:
        return ""
    if figure.path.split("/")[0] in _SHARES and close_shares(expected.printed, figure.printed, facts.language):
        return ""
    return "A printed figure is not what the attached data give"


def close_shares(one: str, other: str, language: Language) -> bool:
    """Tell whether two shares, printed in a language, differ by at most one percentage point."""
    try:
        return abs(language.read(one) - language.read(other)) <= 1
    except ValueError:
        return False
