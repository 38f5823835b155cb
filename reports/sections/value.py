"""Value for money and total cost: what a candidate gives for what it costs, and which ones nothing beats."""

from __future__ import annotations

from decimal import Decimal

from consultant_desk.domain.charts.costs import kinds_of
from consultant_desk.domain.charts.palette import colour_of
from consultant_desk.domain.report_options import Section
from reports.blocks import Block, Cell, Line, Row, Text
from reports.charts.costs import CostFigures, cost_columns
from reports.charts.legend import Key
from reports.charts.worth import WorthWords, worth_scatter
from reports.composer import Composer
from reports.rich import Rich, as_rich, joined, plain, text_of


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing without a cost axis or with fewer than two known costs."""
    worth = composer.facts.result.value_for_money
    if worth is None or len(worth.cost) < 2:
        return []
    story = composer.heading(Section.VALUE, _heading(composer))
    story.append(Text(_intro(composer)))
    story += _scatter(composer)
    story += _table(composer)
    if worth.by_kind:
        story += _costs(composer)
    return story


def _heading(composer: Composer) -> Rich:
    worth, winner = composer.facts.worth.worth, composer.winner()
    cheapest = min(worth.cost, key=lambda key: worth.cost[key])
    if winner is None or winner not in worth.cost:
        return composer.say("value.heading.cheapest", cheapest=composer.name(cheapest))
    name = composer.name(winner)
    best = max(worth.cost, key=lambda key: worth.benefit[key])
    if winner == cheapest:
        return composer.say("value.heading.least_most" if winner == best else "value.heading.least", winner=name)
    inserts = {
        "winner": name,
        "cheapest": composer.name(cheapest),
        "gap": as_rich(composer.fig("total-gap", winner, cheapest)),
        "points": as_rich(composer.fig("benefit-gap", winner, cheapest)),
    }
    more = worth.benefit[winner] > worth.benefit[cheapest]
    if winner not in worth.frontier:
        return composer.say("value.heading.beaten" if more else "value.heading.beaten_less", **inserts)
    return composer.say("value.heading.more", **inserts)


def _intro(composer: Composer) -> Rich:
    facts = composer.facts.worth
    parts = [composer.say("value.intro")]
    if facts.worth.by_kind:
        years = composer.fig("years")
        parts.append(composer.words.count("value.horizon", facts.options.horizon_years, years=years))
        key = "value.discounted" if facts.options.discount_rate else "value.undiscounted"
        parts.append(composer.say(key, rate=composer.fig("rate")))
    else:
        criterion = composer.facts.cost_criterion
        if criterion is not None:
            parts.append(composer.say("value.by_criterion", criterion=composer.criterion(criterion.id)))
    return joined(parts, " ")


def _unknown(composer: Composer) -> Rich:
    worth = composer.facts.worth.worth
    missing = [key for key in worth.benefit if key not in worth.cost]
    if not missing:
        return composer.say("value.note")
    names = composer.listed([composer.name(key) for key in missing[:4]])
    return joined([composer.say("value.note"), composer.say("value.unknown", names=names)], " ")


def _scatter(composer: Composer) -> list[Block]:
    facts = composer.facts.worth
    worth = facts.worth
    names = {key: composer.facts.candidates[key].name for key in worth.benefit}
    told = "; ".join(
        f"{names[key]}: {composer.fig('total-cost', key).printed}, {composer.fig('benefit', key).printed}"
        for key in worth.cost
    )
    words = WorthWords(
        cost=composer.words.plain("value.axis.cost"),
        benefit=composer.words.plain("value.axis.benefit"),
        note=_unknown(composer),
        alt=text_of(composer.say("alt.value", lines=told)),
        tick=lambda value: facts.amount(Decimal(repr(value))),
    )
    chart = worth_scatter(composer.fonts, composer.width, worth, names, composer.winner(), words)
    return composer.exhibit(composer.say("value.exhibit"), chart, composer.evaluation_source())


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
    told = "; ".join(f"{one.name} {one.total.printed}" for one in figures.values())
    alt = text_of(composer.say("alt.costs", lines=told))
    words = (composer.say("value.costs.note"), alt)
    chart = cost_columns(composer.fonts, composer.width, worth.by_kind, figures, legend, words)
    return composer.exhibit(composer.say("value.costs"), chart, composer.evaluation_source())
