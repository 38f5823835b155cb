"""What every section works with: the snapshot, its figures, the words, the look, and who cites which evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consultant_desk.domain.evaluation.result import first_of
from consultant_desk.domain.evaluation.verdict import MOST_NAMED
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import ReportSnapshot
from reports import notes
from reports.blocks import Block, Cell, Exhibit, Opening, Row, Subheading, Table, Text
from reports.drawing import Drawing
from reports.facts import Facts
from reports.fonts import FontBook
from reports.rich import Figure, Insert, Rich, Span, as_rich, joined, plain, text_of
from reports.sentences import Sentences
from reports.theme import Theme
from reports.words import Words

_NAME_CHARACTERS = 80
Fits = Callable[[Sequence[Block], float], bool]
"""Whether blocks, set at a scale, fit on one page of the format that is written."""


@dataclass(slots=True)
class Composer:
    """State of one report while its sections are composed. `shortened` tells that the summary left something out."""

    snapshot: ReportSnapshot
    facts: Facts
    words: Words
    theme: Theme
    sections: tuple[Section, ...]
    fits: Fits
    sentences: Sentences
    uses: dict[str, list[str]] = field(default_factory=dict)
    shortened: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)

    @property
    def fonts(self) -> FontBook:
        """The faces, by which charts measure their labels."""
        return self.theme.fonts

    @property
    def width(self) -> float:
        """The width of the text in points."""
        return self.theme.width

    def say(self, key: str, **inserts: Insert) -> Rich:
        """Return a text of the report's language with its inserts."""
        return self.words.say(key, **inserts)

    def fig(self, kind: str, *ids: str) -> Figure:
        """Return a figure by its path."""
        return self.facts.figure("/".join((kind, *ids)))

    def own(self, key: str, computed: Rich) -> Rich:
        """Return a computed sentence, or what the consultant wrote in its place; nothing where it was left out."""
        return self.sentences.worded(key, computed)

    def markup(self, text: str) -> Rich:
        """Return one line of the consultant's own words, in which Markdown is read."""
        return notes.inline(text)

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
        """Join names as the language does."""
        return self.words.listed(parts)

    def heading(self, section: str, title: Rich) -> list[Block]:
        """Open a section with its name and its conclusion, which the consultant may have worded."""
        kicker = self.words.plain(f"section.{section}")
        return [Opening(f"s-{section}", kicker, self.own(f"heading/{section}", title) or plain(kicker))]

    def subheading(self, title: Rich, anchor: str, room: float = 90) -> list[Block]:
        """Open a part of a section, on the next page if there is no room for some of its content."""
        return [Subheading(title, anchor, room)]

    def exhibit(self, title: Rich, chart: Drawing, source: Rich, *, goes_on: bool = False) -> list[Block]:
        """Return an exhibit that stays on one page; one that `goes_on` keeps the number of the exhibit before it."""
        return [Exhibit(title, chart, source, goes_on)]

    def header(self, key: str, *heads: tuple[str, str] | str) -> Row:
        """Return the header of a table: texts `key.head` in the style "head", or in the one named beside it."""
        pairs = [(head, "head") if isinstance(head, str) else head for head in heads]
        return Row(tuple(Cell((Text(self.say(f"{key}.{head}"), style),)) for head, style in pairs))

    def table(
        self, title: Rich, shares: Sequence[float], header: Row, rows: Sequence[Row], source: Rich
    ) -> list[Block]:
        """Return an exhibit that is a table; a short one stays on one page, a long one breaks between rows."""
        return [Table(title, tuple(shares), header, tuple(rows), source)]

    def note(self, section: Section) -> tuple[Block, ...]:
        """Return what the consultant added to a section."""
        text = next((one.text for one in self.snapshot.notes if one.section == section.value), "")
        return notes.blocks(text, f"{section.value}, note") if text.strip() else ()

    def note_opening(self, section: Section) -> Opening:
        """Open a section that has nothing to say but what the consultant added to it."""
        kicker, by = self.words.plain(f"section.{section.value}"), self.snapshot.consultant
        return Opening(f"s-{section.value}", kicker, self.say("note.heading", consultant=by) if by else plain(kicker))

    def evaluation_source(self) -> Rich:
        """Name the evaluation file as the source of an exhibit."""
        return self.say("source.evaluation", hash=grouped_hash(self.facts.result.problem_sha256))

    def digest(self, key: str, digest: str) -> Block:
        """Return a digest in full after what it is of, on one line where it has room."""
        return Text(joined([plain(text_of(self.say(key)), bold=True), plain(digest)], " "), "small")

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
        return text_of(self.say("version.issued", version=str(self.snapshot.version)))

    def cited_so_far(self) -> Mapping[str, list[str]]:
        """Return a copy of who cites what, to return to before something is composed anew."""
        return {key: list(places) for key, places in self.uses.items()}


def _on_a_line(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _NAME_CHARACTERS else line[:_NAME_CHARACTERS].rstrip() + "…"


def grouped_hash(sha256: str) -> str:
    """Print the first eight digits of a digest as 8f3c 21a7."""
    return f"{sha256[:4]}\u00a0{sha256[4:8]}"


def bold(value: Insert) -> Rich:
    """Return rich text in bold."""
    return as_rich(value, bold=True)


def sentence(rich: Rich) -> Rich:
    """End rich text with a full stop where it has no end."""
    text = text_of(rich).rstrip()
    return rich if not text or text[-1] in ".!?…:;" else (*rich, Span("."))


def capital(rich: Rich) -> Rich:
    """Return rich text that begins with a capital."""
    if not rich or not rich[0].text:
        return rich
    first = rich[0]
    return (replace(first, text=first.text[0].upper() + first.text[1:]), *rich[1:])
