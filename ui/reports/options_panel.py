"""The panel at the left of a report: how it is printed, and what the consultant says in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from consultant_desk.domain.report_options import KINDS, WITHOUT_NOTE, Section
from consultant_desk.services.readiness import Place, Readiness, ReadyItem
from consultant_desk.services.reports import ReportSheet
from consultant_desk.services.rows.practice import BrandRow
from consultant_desk.services.sheet import EvaluationSheet, RecommendationSheet
from reports.sentences import PrintedSentence
from ui.reports.ready_list import ReadyFoot, ReadyList
from ui.reports.section_list import SectionList
from ui.reports.sentence_wording import Names
from ui.reports.texts_panel import TextsPanel
from ui.reports.wording import LANGUAGES, PAGE_SIZES, REPORT_KINDS, marking_options
from ui.reports.words_panel import WordsPanel
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.choice import Dropdown, Option
from ui.widgets.form import Form
from ui.widgets.panels import GroupBand, Hairline, ScrollArea, Surface
from ui.widgets.tabs import Tab, TabsBar
from ui.widgets.text import Text

HOUSE = (Option("", "House colours"),)
"""What a report is printed in while there is no brand."""
LAYOUT, WORDS, TEXTS = "layout", "words", "texts"


LEISURE_MS = 400
"""After which a tab that is not looked at is brought up to date."""

ITEMS = {Place.RECOMMENDATION: "reason", Place.ADOPTION: "adoption"}
"""Where parts of the recommendation are mended, and the kind that is begun there."""


class OptionsPanel(Surface):
    """`edited` carries (field, value) of the report, `sections_changed` the ticked sections.

    `elsewhere` carries the place outside this page where a line of "Before you issue" leads, and what is meant there.
    """

    edited = Signal(str, str)
    sections_changed = Signal(tuple)
    section_chosen = Signal(object)
    elsewhere = Signal(object, str)

    def __init__(self, shell: Shell) -> None:
        super().__init__("bg0", lines=("right",))
        self.setFixedWidth(theme().width("report_options"))
        self.kind = Dropdown(REPORT_KINDS, name="Kind of report")
        self.language = Dropdown(LANGUAGES, name="Language")
        self.brand = Dropdown(HOUSE, name="Brand")
        self.page = Dropdown(PAGE_SIZES, name="Page")
        self.marking = Dropdown(marking_options(""), name="Marking")
        self.band = GroupBand("Sections")
        self.sections = SectionList()
        self.ready, self.foot = ReadyList(), ReadyFoot()
        self.words = WordsPanel(shell)
        self.texts = TextsPanel(shell)
        self.tabs = TabsBar(_tabs(), name="Parts of the panel", gap=8)
        self._unseen: dict[str, Callable[[], None]] = {}  # by tab, what it is still to show
        self._leisure = QTimer(self, interval=LEISURE_MS, singleShot=True)
        self._leisure.timeout.connect(self._show_one_unseen)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._layout_page())
        self._stack.addWidget(self.words)
        self._stack.addWidget(self.texts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
        self.setFocusProxy(self.sections)
        self._connect()

    def show_report(self, sheet: ReportSheet, brands: Sequence[BrandRow]) -> None:
        """Show the options of a draft."""
        options = [Option(brand.id, brand.name, brand.primary_colour) for brand in brands]
        default = next((brand.id for brand in brands if brand.is_default), "")
        known = {option.value for option in options}
        self.brand.set_options(options or HOUSE, sheet.brand_id if sheet.brand_id in known else default)
        self.words.title.show_value(sheet.row.title)
        self.kind.set_value(sheet.kind.value)
        self.language.set_value(sheet.language)
        self.page.set_value(sheet.page_size.value)
        self.marking.set_options(marking_options(sheet.marking), sheet.marking)
        self.marking.set_value(sheet.marking)
        self.sections.show_sections(sheet.kind, sheet.sections)
        self.band.set("Sections", f"{len(sheet.sections)} of {len(KINDS[sheet.kind].sections)}")

    def show_words(self, sheet: EvaluationSheet, words: RecommendationSheet) -> None:
        """Show what the consultant says."""
        self._show_in(WORDS, partial(self.words.show_words, sheet, words))
        problem = sheet.problem
        candidates = {one.id: one.name for one in problem.candidates}
        self.texts.show_names(Names(candidates, {one.id: one.name for one in problem.criteria}))

    def show_sentences(self, rows: Sequence[PrintedSentence]) -> None:
        """Show the sentences of the report as built."""
        self.texts.show_sentences(rows)
        self.tabs.set_tabs(_tabs(self.texts.worded))

    def show_notes(self, report_id: str, notes: Mapping[Section, str]) -> None:
        """Show the notes of the sections that are printed; one that none was printed of is still there to be moved."""
        shown = [one for one in self.sections.sections if one not in WITHOUT_NOTE or one in notes]
        self._show_in(TEXTS, partial(self.texts.show_report, report_id, shown, notes))
        self.sections.show_notes(frozenset(notes))

    def show_readiness(self, readiness: Readiness) -> None:
        """Show what is left to do."""
        self.ready.show_readiness(readiness)
        self.foot.show_readiness(readiness)

    def begin(self) -> None:
        """Forget the report shown before."""
        self._unseen.clear()
        self.texts.begin()
        self.show_tab(LAYOUT)

    def show_tab(self, tab: str) -> None:
        """Show a tab."""
        if show := self._unseen.pop(tab, None):
            show()
        self.tabs.set_current(tab)
        self._stack.setCurrentIndex((LAYOUT, WORDS, TEXTS).index(tab))
        self.setFocusProxy({LAYOUT: self.sections, WORDS: self.words.title, TEXTS: self.texts}[tab])

    def show_left(self) -> None:
        """Show the list of what is left to do."""
        self.show_tab(LAYOUT)
        self._area.verticalScrollBar().setValue(self._heading.y())
        self.ready.take_focus()

    def mend(self, item: ReadyItem) -> None:
        """Go where a line of the list is mended."""
        self.open_place(item.place, item.target)

    def open_place(self, place: Place, target: str = "") -> None:
        """Go to a place, and there to the record or key that is meant."""
        if place is Place.INTERESTS:
            self.show_tab(WORDS)
            self.words.show_interests()
        elif place in ITEMS:
            self.show_tab(WORDS)
            self.words.show_item(target, ITEMS[place])
        elif place is Place.FINALISTS:
            self.show_tab(WORDS)
            self.words.finalists.focus_target(target)
        elif place is Place.SENTENCES:
            self.show_tab(TEXTS)
            self.texts.show_sentence(target)
        elif place is Place.REPORT:
            self.show_tab(LAYOUT)
            self.sections.setFocus()
        else:
            self.elsewhere.emit(place, target)

    def _show_in(self, tab: str, show: Callable[[], None]) -> None:
        """Show something in a tab now if it is looked at, else at leisure: its lines take a while to make."""
        if self.tabs.current() == tab:
            show()
        else:
            self._unseen[tab] = show
            self._leisure.start()

    def _show_one_unseen(self) -> None:
        if self._unseen:
            _tab, show = self._unseen.popitem()
            show()
            self._leisure.start()

    def _layout_page(self) -> ScrollArea:
        area = self._area = ScrollArea(margins=(0, 12, 0, 16), spacing=0)
        form = Form(label_width=60)
        form.add("Kind", self.kind)
        form.add("Language", self.language)
        form.add("Brand", self.brand)
        form.add("Page", self.page)
        form.add("Marking", self.marking)
        form.setContentsMargins(24, 0, 12, 12)
        heading = self._heading = Text("Before you issue", bold=True)
        heading.setContentsMargins(24, 12, 24, 6)
        for widget in (form, self.band, self.sections, Hairline(), heading, self.ready):
            area.column.addWidget(widget)
        area.column.addStretch(1)
        return area

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_tab)
        self.kind.chosen.connect(lambda value: self.edited.emit("kind", value))
        self.language.chosen.connect(lambda value: self.edited.emit("language", value))
        self.brand.chosen.connect(lambda value: self.edited.emit("brand_id", value))
        self.words.title_edited.connect(lambda text: self.edited.emit("title", text))
        self.page.chosen.connect(lambda value: self.edited.emit("page_size", value))
        self.marking.chosen.connect(lambda value: self.edited.emit("marking", value))
        self.sections.changed.connect(self.sections_changed)
        self.sections.chosen.connect(self.section_chosen)
        self.sections.note_wanted.connect(self._edit_note)
        self.ready.opened.connect(self.mend)
        self.foot.clicked.connect(self.show_left)

    def _edit_note(self, section: Section) -> None:
        self.show_tab(TEXTS)
        self.texts.show_note(section)


def _tabs(worded: int = 0) -> tuple[Tab, ...]:
    """Return the tabs; the narrow panel has room for one count, of the sentences that are the consultant's."""
    count = str(worded) if worded else ""
    return (Tab(LAYOUT, "Layout"), Tab(WORDS, "What you say"), Tab(TEXTS, "Sentences", count))
