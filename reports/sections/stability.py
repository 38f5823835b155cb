"""Stability of the weights: exact intervals as a chart and a table, the rule of the verdict, and the rank shares."""

from __future__ import annotations

from collections.abc import Mapping

from consultant_desk.domain.charts.spans import MOST as MOST_SPANS
from consultant_desk.domain.charts.spans import score_spans
from consultant_desk.domain.charts.tornado import tornado
from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.result import WeightRange
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.sentences import has_end
from reports import colours
from reports.blocks import Block, Cell, Line, Row, Text
from reports.charts.intervals import Interval, intervals
from reports.charts.legend import Key
from reports.charts.names import short_name, spoken, told_apart
from reports.charts.shares import Shares, share_bars
from reports.charts.spans import SpanWords, span_dots
from reports.charts.tornado import Ends, tornado_chart
from reports.composer import Composer
from reports.drawing import Drawing
from reports.rich import Figure, Rich, as_rich, joined, plain, text_of
from reports.sections import agreement
from reports.words.verdict_rule import verdict_words

_SEEN = 0.05
_MOST_ROWS = 24
_RIVAL = 52
"""Characters of a rival's name at the end of a band."""
_HIGHEST = 560.0
"""Points that a chart may be high, so that it fits on a page with its caption and source."""


def compose(composer: Composer) -> list[Block]:
    """Compose the section."""
    story = composer.heading(Section.STABILITY, _heading(composer))
    if composer.winner() is not None and composer.second() is not None:
        story.append(Text(composer.say("stability.intro")))
        story += _chart(composer)
        story += _table(composer)
        story += _tornado(composer)
    story += _spans(composer)
    story += composer.subheading(composer.say("stability.rule.heading"), "s-rule")
    verdict, rule = verdict_words(composer.words, composer.facts.problem, composer.facts.result)
    stop = " " if has_end(text_of(verdict)) else ". "
    story.append(Text((*verdict, *plain(stop), *rule), "body", "stability, rule"))
    story += _shares(composer)
    return story + agreement.compose(composer)


def _heading(composer: Composer) -> Rich:
    if composer.winner() is None:
        return composer.say("stability.heading.nobody")
    if composer.second() is None:
        return composer.say("stability.heading.single")
    if composer.tied():
        return composer.say("stability.heading.tie", names=composer.tied_names())
    fragile = composer.facts.fragile
    if any(span.winner is None for span in composer.facts.result.stability.values()):
        return composer.say("stability.heading.whole")
    if not fragile:
        return composer.say("stability.heading.none")
    names = composer.listed([composer.criterion(k) for k in fragile[:3]])
    if len(fragile) > 3:
        names = (*names, *plain(" …"))
    return composer.words.count("stability.heading", len(fragile), names=names, count=composer.fig("count", "fragile"))


def _chart(composer: Composer) -> list[Block]:
    winner = composer.winner() or ""
    facts, rivals = composer.facts, _rival_names(composer)
    lines = []
    for criterion in facts.criteria:
        span = facts.result.stability.get(criterion)
        if span is None or span.winner is None:
            continue
        low, high = span.winner
        below = _end(composer, criterion, "below", span, rivals)
        above = _end(composer, criterion, "above", span, rivals)
        now = composer.fig("weight", criterion)
        lines.append(Interval(facts.criteria[criterion].name, span.weight, now, low, high, below, above))
    if not lines:
        return []
    name = composer.name(winner)
    words = composer.words.of.semicolon.join(f"{spoken(line.name)} {line.now_figure.printed}" for line in lines)
    alt = text_of(composer.say("alt.stability", lines=words))
    tied = bool(composer.tied())
    note = composer.say("stability.chart.note.tie" if tied else "stability.chart.note", winner=name)
    accents = (composer.theme.primary, colours.WARN)
    story: list[Block] = []

    def drawn(most: int) -> list[Drawing]:
        return [
            intervals(composer.fonts, composer.width, lines[start : start + most], note, alt, accents)
            for start in range(0, len(lines), most)
        ]

    charts = drawn(_MOST_ROWS)
    if any(chart.height > _HIGHEST for chart in charts):  # rows grow where both ends need a line of their own
        charts = drawn(_MOST_ROWS // 2)
    for place, chart in enumerate(charts):
        title = composer.say("stability.exhibit.tie" if tied else "stability.exhibit", winner=name)
        story += composer.exhibit(title, chart, composer.evaluation_source(), goes_on=place > 0)
    return story


def _end(
    composer: Composer, criterion: str, side: str, span: WeightRange, rivals: Mapping[str, str]
) -> tuple[str, Figure] | None:
    flip = span.below if side == "below" else span.above
    if flip is None:
        return None
    figure = composer.fig("bound", criterion, "low" if side == "below" else "high")
    words = text_of(composer.say(f"stability.flip.{side}", rival=rivals[flip.rival], bound=""))
    return words.rstrip(), figure


def _rival_names(composer: Composer) -> dict[str, str]:
    """Return the candidates by the names that stand at the ends of a band."""
    candidates = composer.facts.candidates
    apart = told_apart([" ".join(one.name.split()) for one in candidates.values()], _RIVAL, len)
    return {key: short_name(name, _RIVAL) for key, name in zip(candidates, apart, strict=True)}


def _table(composer: Composer) -> list[Block]:
    stays = ("tie" if composer.tied() else "winner", "head_right")
    header = composer.header(
        "stability.head", "criterion", ("weight", "head_right"), stays, "rival", ("order", "head_right")
    )
    rows = [_row(composer, criterion) for criterion in composer.facts.criteria]
    shares = (0.28, 0.09, 0.19, 0.25, 0.19)
    title = composer.say("stability.table")
    if composer.tied():
        title = composer.say("stability.table.tie", winner=composer.name(composer.winner() or ""))
    return composer.table(title, shares, header, rows, composer.evaluation_source())


def _row(composer: Composer, criterion: str) -> Row:
    span = composer.facts.result.stability.get(criterion)
    return Row(
        (
            Cell((Text(composer.criterion(criterion), "cell", "stability, criterion"),), heads=True),
            Cell((Line(as_rich(composer.fig("weight", criterion)), "number"),)),
            Cell((Line(_interval(composer, criterion, "bound", span.winner if span else None)),)),
            Cell((Text(_rivals(composer, span), "cell"),)),
            Cell((Line(_interval(composer, criterion, "order-bound", span.ranking if span else None)),)),
        )
    )


def _interval(composer: Composer, criterion: str, kind: str, ends: tuple[float, float] | None) -> Rich:
    if ends is None:
        return composer.say("stability.undefined")
    if ends[0] <= 0 and ends[1] >= 1:
        return composer.say("stability.any")
    low, high = composer.fig(kind, criterion, "low"), composer.fig(kind, criterion, "high")
    return composer.say("stability.interval", low=low, high=high)


def _rivals(composer: Composer, span: WeightRange | None) -> Rich:
    if span is None or (span.below is None and span.above is None):
        return plain("–")
    below = composer.name(span.below.rival) if span.below else ()
    above = composer.name(span.above.rival) if span.above else ()
    if not above:
        return composer.say("stability.rival.below", below=below)
    if not below:
        return composer.say("stability.rival.above", above=above)
    return composer.say("stability.rivals", below=below, above=above)


def _tornado(composer: Composer) -> list[Block]:
    """Draw what halving and doubling each weight does to the lead."""
    facts, winner = composer.facts, composer.winner() or ""
    bars, margin = facts.result.tornado, facts.result.verdict.margin
    if (
        not bars
        or margin is None
        or all(abs(end - margin) < _SEEN for bar in bars for end in (bar.halved, bar.doubled))
    ):
        return []  # no weight moves the lead by anything that is seen
    ends = {}
    for bar in bars:
        rivals = [
            facts.candidates[rival].name if shown.number < 0 else ""
            for shown, rival in ((bar.halved_shown, bar.halved_rival), (bar.doubled_shown, bar.doubled_rival))
        ]
        halved, doubled = (composer.fig("tornado", bar.criterion, side) for side in ("halved", "doubled"))
        ends[bar.criterion] = Ends(facts.criteria[bar.criterion].name, halved, doubled, *rivals)
    laid = tornado(bars, margin, composer.width)
    note = composer.say("tornado.note" if laid.zero is not None else "tornado.note.far")
    told = composer.words.of.semicolon.join(
        f"{spoken(one.name)} {one.halved.printed}, {one.doubled.printed}" for one in ends.values()
    )
    alt = text_of(composer.say("alt.tornado", lines=told))
    words = (composer.words.plain("tornado.halved"), composer.words.plain("tornado.doubled"))
    lead = composer.fig("lead", winner, composer.second() or "")
    names = [one.name for one in facts.candidates.values()]
    chart = tornado_chart(composer.width, bars, (margin, lead), ends, names, words, note, alt)
    title = composer.say("tornado.exhibit", winner=composer.name(winner))
    story = composer.exhibit(title, chart, composer.evaluation_source())
    drawn = {row.criterion for row in laid.rows}
    rest = [composer.criterion(bar.criterion) for bar in bars if bar.criterion not in drawn]
    if rest:
        story.append(Text(composer.words.count("tornado.more", len(rest), names=composer.listed(rest)), "small"))
    return story


def _spans(composer: Composer) -> list[Block]:
    """Draw where scores may lie, where anything is unknown or has two ends."""
    facts = composer.facts
    ranked = {line.candidate for line in facts.result.ranking if line.rank is not None}
    table = value_table(facts.problem)
    scores = [one for one in score_spans(table, facts.result) if one.candidate in ranked]
    if not any(one.high - one.low >= _SEEN for one in scores):
        return []
    words = {
        key: SpanWords(facts.candidates[key].name, composer.fig("score", key), composer.leads(key))
        for key in (one.candidate for one in scores)
    }
    told = composer.words.of.semicolon.join(f"{spoken(one.name)} {one.figure.printed}" for one in words.values())
    alt = text_of(composer.say("alt.spans", lines=told))
    note, more = composer.say("spans.note"), len(scores) - MOST_SPANS
    if more > 0:
        note = joined([note, composer.words.count("spans.more", more, count=str(more))], " ")
    chart = span_dots(composer.width, scores, words, composer.theme.primary, facts.language.short, note, alt)
    return composer.exhibit(composer.say("spans.exhibit"), chart, composer.evaluation_source())


def _shares(composer: Composer) -> list[Block]:
    simulation = composer.facts.result.simulation
    if simulation is None or not simulation.rank_acceptability:
        return []
    order = [
        line.candidate for line in composer.facts.result.ranking if line.candidate in simulation.rank_acceptability
    ]
    places = len(order)
    lines = [
        Shares(
            composer.facts.candidates[c].name,
            tuple(
                (share, composer.fig("rank-share", c, str(place)))
                for place, share in enumerate(simulation.rank_acceptability[c])
            ),
        )
        for c in order
    ]
    shades = [colours.mix("#0072B2", colours.WHITE, 0.85 * place / max(1, places - 1)) for place in range(places)]
    legend = [
        Key(shade, text_of(composer.say("stability.rank", rank=str(place + 1)))) for place, shade in enumerate(shades)
    ]
    words = composer.words.of.semicolon.join(f"{spoken(line.name)} {line.shares[0][1].printed}" for line in lines)
    note = _drawn(composer, simulation.options)
    if composer.tied():
        note = joined([note, composer.say("stability.shares.tie")], " ")
    alt = text_of(composer.say("alt.shares", lines=words))
    chart = share_bars(composer.fonts, composer.width, lines, legend, note, alt)
    title = composer.say("stability.shares")
    return composer.exhibit(title, chart, composer.evaluation_source())


def _drawn(composer: Composer, options: SimulationOptions) -> Rich:
    """Say what the draws behind the shares vary."""
    samples = composer.fig("drawn", "samples")
    scores = composer.say("stability.scores.fixed" if options.fixed_scores else "stability.scores.drawn")
    if options.scheme is Scheme.AROUND:
        spread = composer.fig("drawn", "spread")
        return composer.say("stability.shares.note.around", samples=samples, scores=scores, spread=spread)
    return composer.say(f"stability.shares.note.{options.scheme.value}", samples=samples, scores=scores)
