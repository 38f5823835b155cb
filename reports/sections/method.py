"""Method: the model, the weights, the scales with their must-haves, the draws, and how to check the report."""

from __future__ import annotations

from collections import Counter

from consultant_desk.domain.evaluation.problem import (
    Criterion,
    Levels,
    Linear,
    MeanWeights,
    PairwiseWeights,
    Piecewise,
    PointWeights,
    RankWeights,
    WeightAnswers,
)
from consultant_desk.domain.evaluation.result import EvaluationWarning
from consultant_desk.domain.report_options import Section
from reports.blocks import Block, Cell, Line, Row, Text
from reports.composer import Composer
from reports.rich import Rich, as_rich, joined, plain
from reports.words.warning_words import warning_words


def compose(composer: Composer) -> list[Block]:
    """Compose the section."""
    story = composer.heading(Section.METHOD, composer.say("method.heading"))
    weights = composer.say("method.weights", how=_how(composer, composer.facts.problem.weights))
    story += [Text(composer.say("method.model")), Text(weights)]
    story += [Text(composer.say(f"method.{key}")) for key in ("musts", "unknown")]
    story.append(
        Text(
            composer.say(
                "method.simulation",
                samples=composer.fig("samples"),
                seed=composer.fig("seed"),
                spread=composer.fig("spread"),
            )
        )
    )
    story += [Text(composer.say(f"method.{key}")) for key in ("verdict", "rounding")]
    story += _table(composer)
    story += _warnings(composer)
    story += composer.subheading(composer.say("method.check.heading"), "s-check")
    story.append(Text(composer.say("method.check")))
    story.append(composer.digest("method.hash", composer.facts.result.problem_sha256))
    return story


def _how(composer: Composer, weights: WeightAnswers) -> Rich:
    """Say by which method the weights were given, and where another one was used within groups."""
    method = _method(weights)
    parts = [composer.say(f"method.weights.{method[0]}", formula=_formula(composer, method))]
    if isinstance(weights, MeanWeights):
        return parts[0]
    names = {group.id: group.name for group in composer.facts.problem.groups}
    sizes = Counter(criterion.group for criterion in composer.facts.problem.criteria)
    others: dict[tuple[str, str], list[str]] = {}
    for group, local in weights.within:
        if sizes[group] > 1:  # one criterion has all the weight of its group by any method
            others.setdefault(_method(local), []).append(names[group])
    others.pop(method, None)
    for other, groups in others.items():
        named = composer.listed([plain(name) for name in groups])
        parts.append(composer.say(f"method.within.{other[0]}", groups=named, formula=_formula(composer, other)))
    return joined(parts, " ")


def _method(weights: WeightAnswers) -> tuple[str, str]:
    """Return the method of one level of weights, and the formula of an order of importance."""
    match weights:
        case PointWeights(method=method):
            return method, ""
        case RankWeights(formula=formula):
            return "rank", formula.value
        case PairwiseWeights():
            return "pairs", ""
        case MeanWeights():
            return "mean", ""


def _formula(composer: Composer, method: tuple[str, str]) -> str:
    return composer.words.plain(f"method.formula.{method[1]}") if method[1] else ""


def _table(composer: Composer) -> list[Block]:
    header = composer.header("method.head", "criterion", ("weight", "head_right"), "scale", "must")
    rows = [_row(composer, criterion) for criterion in composer.facts.problem.criteria]
    shares = (0.29, 0.09, 0.42, 0.2)
    return composer.table(composer.say("method.table"), shares, header, rows, composer.evaluation_source())


def _row(composer: Composer, criterion: Criterion) -> Row:
    name: list[Block] = [Text(plain(criterion.name), "cell_bold", "method, criterion")]
    if criterion.question:
        name.append(Text(plain(criterion.question), "cell_muted", "method, question"))
    scale: list[Block] = [Text(_scale(composer, criterion), "cell", "method, scale")]
    scale += [
        Text(plain(f"{key}{composer.words.of.colon}{text}"), "cell_muted", "method, anchor")
        for key, text in criterion.anchors
    ]
    return Row(
        (
            Cell(tuple(name), heads=True),
            Cell((Line(as_rich(composer.fig("weight", criterion.id)), "number"),)),
            Cell(tuple(scale)),
            Cell((Text(_must(composer, criterion), "cell"),)),
        )
    )


def _scale(composer: Composer, criterion: Criterion) -> Rich:
    match criterion.value:
        case Linear():
            worst, best = composer.fig("scale", criterion.id, "worst"), composer.fig("scale", criterion.id, "best")
            return composer.say("method.scale", worst=worst, best=best)
        case Piecewise(points=points):
            worst, best = composer.fig("scale", criterion.id, "worst"), composer.fig("scale", criterion.id, "best")
            short = composer.words.of.short
            listed = composer.words.of.separated(f"{short(raw)}\u00a0→\u00a0{short(value)}" for raw, value in points)
            return composer.say("method.curve", worst=worst, best=best, points=listed)
        case Levels(levels=levels):
            parts = [
                composer.say("method.level", name=name, value=composer.words.of.short(value)) for name, value in levels
            ]
            return joined(parts, composer.words.of.separated(("", "")))
    return composer.say("method.direct")


def _must(composer: Composer, criterion: Criterion) -> Rich:
    must = criterion.must
    if must is None:
        return plain("–")
    if must.level is not None:
        return composer.say(f"method.must.{must.op.value}", value=must.level)
    return composer.say(f"method.must.{must.op.value}", value=composer.fig("must", criterion.id))


def _warnings(composer: Composer) -> list[Block]:
    warnings = composer.facts.result.warnings
    if not warnings:
        return []
    story = composer.subheading(composer.say("method.warnings"), "s-warnings")
    for warning in warnings[:12]:
        story.append(Text(_told(composer, warning), "list", "method, warnings"))
    return story


def _told(composer: Composer, warning: EvaluationWarning) -> Rich:
    return warning_words(composer.words, warning, composer.facts.problem, composer.facts.result)
