"""What every section works with: the snapshot, its figures, the words, the text door, and the running numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from consultant_desk.domain.evaluation.result import first_of
from consultant_desk.domain.evaluation.verdict import MOST_NAMED
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import ReportSnapshot
from reports import layout
from reports.facts import Facts
from reports.rich import Figure, Insert, Rich, Span, as_rich, joined, plain
from reports.tables import GridTable, Look, Row
from reports.text import TextDoor
from reports.theme import Theme
from reports.words import Words

# isort: split
from reportlab.platypus import CondPageBreak, Flowable

_NAME_CHARACTERS = 80
_KEEP_SHARE = 0.3  # a table that takes less of a page is kept on one page
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(slots=True)
class Composer:
    """State of one report. `pages` maps anchors to the pages of the pass before (empty in the first)."""

    snapshot: ReportSnapshot
    facts: Facts
    words: Words
    door: TextDoor
    sections: tuple[Section, ...]
    pages: Mapping[str, int] = field(default_factory=dict)
    uses: dict[str, list[str]] = field(default_factory=dict)
    exhibits: int = 0
    shortened: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)
    _parts: dict[str, list[Flowable]] = field(default_factory=dict)
    _first_exhibits: dict[str, int] = field(default_factory=dict)

    def once(self, name: str, compose: Callable[[], list[Flowable]]) -> list[Flowable]:
        """Return a part of the report that is the same in every pass."""
        if name not in self._parts:
            self._parts[name] = compose()
        return self._parts[name]

    def again(self, name: str, compose: Callable[[], list[Flowable]]) -> list[Flowable]:
        """Compose a part anew for this pass, its exhibits numbered as in the first."""
        after = self.exhibits if name in self._first_exhibits else None
        self.exhibits = self._first_exhibits.setdefault(name, self.exhibits)
        part = compose()
        self.exhibits = self.exhibits if after is None else after
        return part

    @property
    def theme(self) -> Theme:
        """The look of the report."""
        return self.door.theme

    def say(self, key: str, **inserts: Insert) -> Rich:
        """Return a text of the report's language with its inserts."""
        return self.words.say(key, **inserts)

    def fig(self, kind: str, *ids: str) -> Figure:
        """Return a figure by its path."""
        return self.facts.figure("/".join((kind, *ids)))

    def name(self, candidate: str) -> Rich:
        """Return the name of a candidate for a sentence: on one line, a very long one shortened."""
        return plain(_on_a_line(self.facts.candidates[candidate].name))

    def whole_name(self, candidate: str) -> Rich:
        """Return the name of a candidate as it was typed."""
        return plain(self.facts.candidates[candidate].name)

    def criterion(self, criterion: str) -> Rich:
        """Return the name of a criterion for a sentence: on one line, a very long one shortened."""
        return plain(_on_a_line(self.facts.criteria[criterion].name))

    def whole_criterion(self, criterion: str) -> Rich:
        """Return the name of a criterion as it was typed."""
        return plain(self.facts.criteria[criterion].name)

    def listed(self, parts: Sequence[Rich]) -> Rich:
        """Join names with commas and a last "and"."""
        if len(parts) < 2:
            return joined(list(parts))
        return (*joined(list(parts[:-1])), *plain(self.words.plain("and")), *parts[-1])

    def heading(self, section: str, title: Rich) -> list[Flowable]:
        """Open a section with its name and its conclusion."""
        anchor = f"s-{section}"
        kicker = self.words.plain(f"section.{section}")
        return [
            self._opening(kicker, anchor),
            self.door.one(title, "h1"),
        ]

    def _opening(self, kicker: str, anchor: str) -> Flowable:
        return self.door.heading(kicker, "kicker", anchor, opens_part=True)

    def subheading(self, title: Rich, anchor: str, room: float = 90) -> list[Flowable]:
        """Open a part of a section, on the next page if there is no room for some of its content."""
        return [CondPageBreak(room), self.door.heading(title, "h2", anchor, level=1)]

    def caption(self, title: Rich) -> Flowable:
        """Return the number and the name of the next exhibit."""
        self.exhibits += 1
        return self.door.one(self.say("exhibit", number=str(self.exhibits), title=title), "caption")

    def exhibit(self, title: Rich, chart: Flowable, source: Rich, *, goes_on: bool = False) -> list[Flowable]:
        """Return an exhibit that stays on one page: its number and name, the chart, the source.

        One that `goes_on` keeps the number of the exhibit before it.
        """
        key = "exhibit.continued"
        caption = self.caption(title)
        if goes_on:
            self.exhibits -= 1
            caption = self.door.one(self.say(key, number=str(self.exhibits), title=title), "caption")
        return layout.together([caption, chart, self.source(source)], self.theme.width, self.theme.height)

    def table(
        self,
        title: Rich,
        widths: Sequence[float],
        header: Row,
        rows: Sequence[Row],
        source: Rich,
        look: Look | None = None,
    ) -> list[Flowable]:
        """Return an exhibit that is a table; a short one stays on one page, a long one breaks between rows."""
        theme = self.theme
        table = GridTable(
            [theme.width * share for share in widths],
            [header],
            rows,
            theme.height,
            look,
            self.caption(title),
            self.source(source),
        )
        return layout.together([table], theme.width, theme.height * _KEEP_SHARE)

    def source(self, text: Rich) -> Flowable:
        """Return the line under an exhibit."""
        return self.door.one(text, "source")

    def evaluation_source(self) -> Rich:
        """Name the evaluation file as the source of an exhibit."""
        return self.say("source.evaluation", hash=self.short_hash())

    def short_hash(self) -> str:
        """Return the first digits of the problem's digest, in groups."""
        digest = self.facts.result.problem_sha256
        return f"{digest[:4]}\u00a0{digest[4:8]}"

    def cite(self, evidence: Sequence[str]) -> Rich:
        """Return raised numbers that link to the appendix, each place named so that the appendix links back."""
        spans: list[Span] = []
        for key in evidence:
            number = self.evidence_number(key)
            if number is None:
                continue
            anchor = f"use-{number}-{len(self.uses.setdefault(key, [])) + 1}"
            self.uses[key].append(anchor)
            link = f"ev-{number}" if Section.EVIDENCE in self.sections else ""
            spans.append(Span(f"[{number}]", link=link, raised=True, anchor=anchor))
        return (Span(" "), *spans) if spans else ()

    def evidence_number(self, key: str) -> int | None:
        """Return the printed number of a piece of evidence."""
        if not self._numbers:
            self._numbers.update((one.id, number) for number, one in enumerate(self.snapshot.evidence, start=1))
        return self._numbers.get(key)

    def winner(self) -> str | None:
        """Return the recommended candidate, if one can win."""
        return self.facts.result.verdict.winner

    def second(self) -> str | None:
        """Return the runner-up."""
        return self.facts.result.verdict.runner_up

    def tied(self) -> tuple[str, ...]:
        """Return the candidates that share the first place, none where there is one alone on it."""
        return first_of(self.facts.result.ranking) if self.facts.result.verdict.tie else ()

    def leads(self, candidate: str) -> bool:
        """Tell whether a candidate is first, alone or with others."""
        return candidate == self.winner() or candidate in self.tied()

    def tied_names(self) -> Rich:
        """Return the names of those that share the first place, the last of many as a number."""
        tied = self.tied()
        names = [self.name(key) for key in tied[:MOST_NAMED]]
        if len(tied) > MOST_NAMED:
            names.append(self.say("more", count=str(len(tied) - MOST_NAMED)))
        return self.listed(names)

    def version(self) -> str:
        """Return the printed version."""
        if not self.snapshot.issued:
            return self.words.plain("version.draft")
        return "".join(span.text for span in self.say("version.issued", version=str(self.snapshot.version)))


def _on_a_line(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _NAME_CHARACTERS else line[:_NAME_CHARACTERS].rstrip() + "…"


def long_date(iso: str) -> str:
    """Print an ISO date as 21 November 2026; anything else as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day}\u00a0{_MONTHS[day.month - 1]}\u00a0{day.year}"


def long_moment(instant: str) -> str:
    """Print a stored instant as 18 November 2026, 16:42 UTC: the same words wherever the report is built."""
    return f"{long_date(instant[:10])}, {instant[11:16]}\u00a0UTC"


def grouped_hash(sha256: str) -> str:
    """Print the first eight digits of a digest as 8f3c 21a7."""
    return f"{sha256[:4]}\u00a0{sha256[4:8]}"


def short_date(iso: str, year: int | None = None) -> str:
    """Print an ISO date as 24 Nov, with the year where it differs from the one given."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    text = f"{day.day}\u00a0{_MONTHS[day.month - 1][:3]}"
    return text if day.year == year else f"{text}\u00a0{day.year}"


def bold(value: Insert) -> Rich:
    """Return rich text in bold."""
    return as_rich(value, bold=True)


def sentence(rich: Rich) -> Rich:
    """End rich text with a full stop where it has no end."""
    text = "".join(span.text for span in rich).rstrip()
    return rich if not text or text[-1] in ".!?…:;" else (*rich, Span("."))


def capital(rich: Rich) -> Rich:
    """Return rich text that begins with a capital."""
    if not rich or not rich[0].text:
        return rich
    first = rich[0]
    return (replace(first, text=first.text[0].upper() + first.text[1:]), *rich[1:])
