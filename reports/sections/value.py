"""Value for money and total cost: what a candidate gives for what it costs, and which ones nothing beats."""

from __future__ import annotations

from consultant_desk.domain.charts.costs import MOST, kinds_of
from consultant_desk.domain.charts.palette import colour_of
from consultant_desk.domain.charts.rounding import tenths
from consultant_desk.domain.report_options import Section
from reports.blocks import Block, Cell, Line, Row, Text
from reports.charts.costs import CostFigures, cost_columns
from reports.charts.legend import Key
from reports.charts.names import spoken
from reports.charts.worth import WorthWords, unnamed, worth_scatter
from reports.charts.years import Year, year_columns
from reports.composer import Composer
from reports.rich import Rich, as_rich, joined, plain, text_of


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing without a cost axis, or where one cost alone is known and nothing is told of it."""
    worth = composer.facts.result.value_for_money
    if worth is None or (len(worth.cost) < 2 and not worth.by_kind):
        return []
    if len(worth.cost) < 2:
        return _single(composer, next(iter(worth.cost)))
    story = composer.heading(Section.VALUE, _heading(composer))
    story.append(Text(_intro(composer)))
    story += _scatter(composer)
    story += _unknown(composer)
    story += _table(composer)
    if worth.by_kind:
        story += _costs(composer)
        story += _kinds(composer)
    return story


def _single(composer: Composer, candidate: str) -> list[Block]:
    """Compose the section for the only candidate whose cost is known: there is nothing to compare it with."""
    facts = composer.facts.worth
    years = facts.options.horizon_years
    title = composer.words.count(
        "value.heading.single",
        years,
        candidate=composer.name(candidate),
        cost=composer.fig("total-cost", candidate),
        years=composer.fig("years"),
    )
    story = composer.heading(Section.VALUE, title)
    story.append(Text(_discounted(composer)))
    story += _years(composer, candidate)
    story += _unknown(composer)
    return story + _kinds(composer)


def _heading(composer: Composer) -> Rich:
    worth, winner = composer.facts.worth.worth, composer.winner()
    cheapest = min(worth.cost, key=lambda key: (worth.cost[key], -worth.benefit[key]))
    if winner is None or winner not in worth.cost or composer.tied():
        return composer.say("value.heading.cheapest", cheapest=composer.name(cheapest))
    name = composer.name(winner)
    if worth.cost[winner] == worth.cost[cheapest]:
        most = max(tenths(worth.benefit[key]) for key in worth.cost)
        gives_most = tenths(worth.benefit[winner]) == most
        return composer.say("value.heading.least_most" if gives_most else "value.heading.least", winner=name)
    more = tenths(worth.benefit[winner]) - tenths(worth.benefit[cheapest])
    inserts = {
        "winner": name,
        "cheapest": composer.name(cheapest),
        "gap": as_rich(composer.fig("total-gap", winner, cheapest)),
    }
    if more == 0:
        return composer.say("value.heading.same", **inserts)
    inserts["points"] = as_rich(composer.fig("benefit-gap", winner, cheapest))
    if winner not in worth.frontier:
        return composer.say("value.heading.beaten" if more > 0 else "value.heading.beaten_less", **inserts)
    return composer.say("value.heading.more", **inserts)


def _intro(composer: Composer) -> Rich:
    facts = composer.facts.worth
    parts = [composer.say("value.intro")]
    if facts.worth.by_kind:
        years = composer.fig("years")
        parts.append(composer.words.count("value.horizon", facts.options.horizon_years, years=years))
        parts.append(_discounted(composer))
    else:
        criterion = composer.facts.cost_criterion
        if criterion is not None:
            parts.append(composer.say("value.by_criterion", criterion=composer.criterion(criterion.id)))
    return joined(parts, " ")


def _discounted(composer: Composer) -> Rich:
    key = "value.discounted" if composer.facts.worth.options.discount_rate else "value.undiscounted"
    return composer.say(key, rate=composer.fig("rate"))


def _unknown(composer: Composer) -> list[Block]:
    """Name everyone whose cost is not known."""
    worth = composer.facts.worth.worth
    missing = [composer.name(key) for key in worth.benefit if key not in worth.cost]
    return [Text(composer.say("value.unknown", names=composer.listed(missing)), "small")] if missing else []


def _scatter(composer: Composer) -> list[Block]:
    facts = composer.facts.worth
    worth = facts.worth
    names = {key: composer.facts.candidates[key].name for key in worth.benefit}
    told = composer.words.of.semicolon.join(
        f"{spoken(names[key])}: {composer.fig('total-cost', key).printed}, {composer.fig('benefit', key).printed}"
        for key in worth.cost
    )
    words = WorthWords(
        cost=composer.words.plain("value.axis.cost"),
        benefit=composer.words.plain("value.axis.benefit"),
        note=composer.say("value.note"),
        alt=text_of(composer.say("alt.value", lines=told)),
        cost_tick=facts.tick,
        benefit_tick=composer.facts.language.short,
    )
    strong = None if composer.tied() else composer.winner()
    chart = worth_scatter(composer.fonts, composer.width, worth, names, strong, words)
    story = composer.exhibit(composer.say("value.exhibit"), chart, composer.evaluation_source())
    close = [composer.name(key) for key in unnamed(composer.fonts, composer.width, worth, names)]
    if close:
        story.append(Text(composer.say("value.unnamed", names=composer.listed(close)), "small"))
    return story


def _table(composer: Composer) -> list[Block]:
    worth = composer.facts.worth.worth
    header = composer.header(
        "value.head",
        "candidate",
        ("cost", "head_right"),
        ("benefit", "head_right"),
        ("per_point", "head_right"),
        "remarks",
    )
    step_to = {step.end: step for step in worth.steps}
    budgets = {key: place for place, (_amount, key) in enumerate(worth.budgets)}
    rows = []
    for key in sorted(worth.cost, key=lambda key: worth.cost[key]):
        strong = composer.leads(key)
        step = step_to.get(key)
        extra = as_rich(composer.fig("per-point", step.start, step.end)) if step is not None else plain("–")
        remarks: list[Rich] = []
        if key in budgets:
            remarks.append(composer.say("value.budget", cost=composer.fig("budget", str(budgets[key]))))
        elif key not in worth.frontier:
            remarks.append(composer.say("value.off"))
        style = "number_bold" if strong else "number"
        cells = (
            Cell((Text(composer.whole_name(key), "cell_bold" if strong else "cell", "value, candidate"),), heads=True),
            Cell((Line(as_rich(composer.fig("total-cost", key)), style),)),
            Cell((Line(as_rich(composer.fig("benefit", key)), style),)),
            Cell((Line(extra),)),
            Cell((Text(joined(remarks, " ") or plain("–"), "cell"),)),
        )
        rows.append(Row(cells))
    shares = (0.28, 0.15, 0.11, 0.17, 0.29)
    return composer.table(composer.say("value.table"), shares, header, rows, composer.evaluation_source())


def _costs(composer: Composer) -> list[Block]:
    worth = composer.facts.worth.worth
    kinds = kinds_of(worth.by_kind)
    order = [line.candidate for line in composer.facts.result.ranking if line.candidate in worth.by_kind]
    figures = {
        key: CostFigures(
            composer.facts.candidates[key].name,
            composer.fig("total-cost", key),
            {kind: composer.fig("cost-part", key, kind) for kind in kinds},
            composer.leads(key),
        )
        for key in order
    }
    legend = [Key(colour_of(place), composer.words.plain(f"cost.{kind}")) for place, kind in enumerate(kinds)]
    told = composer.words.of.semicolon.join(f"{spoken(one.name)} {one.total.printed}" for one in figures.values())
    alt = text_of(composer.say("alt.costs", lines=told))
    words = (_costs_note(composer, len(order)), alt)
    chart = cost_columns(composer.fonts, composer.width, worth.by_kind, figures, legend, words)
    return composer.exhibit(composer.say("value.costs"), chart, composer.evaluation_source())


def _costs_note(composer: Composer, count: int) -> Rich:
    """Say how later years count, that savings have no length, and how many candidates are left to the table."""
    rated = composer.facts.worth.options.discount_rate
    parts = [composer.say("value.costs.note.discounted" if rated else "value.costs.note", rate=composer.fig("rate"))]
    if count > MOST:
        parts.append(composer.words.count("value.costs.more", count - MOST, count=str(count - MOST)))
    return joined(parts, " ")


def _years(composer: Composer, candidate: str) -> list[Block]:
    """Draw the cost of a candidate year by year."""
    facts = composer.facts.worth
    years = [
        Year(
            text_of(composer.say("value.year", year=str(year))),
            float(cost),
            composer.fig("cost-year", candidate, str(year)),
            composer.fig("cost-so-far", candidate, str(year)),
        )
        for year, cost in enumerate(facts.worth.by_year[candidate])
    ]
    told = composer.words.of.semicolon.join(f"{one.name} {one.figure.printed}" for one in years)
    alt = text_of(composer.say("alt.years", lines=told))
    chart = year_columns(composer.width, years, facts.tick, composer.say("value.years.note"), alt)
    title = composer.say("value.years", candidate=composer.name(candidate))
    return composer.exhibit(title, chart, composer.evaluation_source())


def _kinds(composer: Composer) -> list[Block]:
    """List what each candidate pays for, the dearest kind over all of them first."""
    worth = composer.facts.worth.worth
    kinds = kinds_of(worth.by_kind)
    header = composer.header("value.head", "candidate", "parts", ("cost", "head_right"))
    rows = []
    for key in sorted(worth.by_kind, key=lambda key: worth.cost[key]):
        strong = composer.leads(key)
        parts = [
            joined(
                [plain(composer.words.plain(f"cost.{kind}")), as_rich(composer.fig("cost-part", key, kind))], "\u00a0"
            )
            for kind in kinds
            if worth.by_kind[key].get(kind)
        ]
        name = Text(composer.whole_name(key), "cell_bold" if strong else "cell", "value, candidate")
        total = Line(as_rich(composer.fig("total-cost", key)), "number_bold" if strong else "number")
        listed = Text(joined(parts, "\u00a0· ") or plain("–"), "cell")
        rows.append(Row((Cell((name,), heads=True), Cell((listed,)), Cell((total,)))))
    shares = (0.26, 0.58, 0.16)
    return composer.table(composer.say("value.kinds"), shares, header, rows, composer.evaluation_source())
