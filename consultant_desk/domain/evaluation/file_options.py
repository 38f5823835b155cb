"""Read the options of the evaluation file."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from consultant_desk.domain.evaluation.file_costs import MAX_YEARS, read_currency, read_rates
from consultant_desk.domain.evaluation.node import Node, clipped
from consultant_desk.domain.evaluation.problem import Criterion, Options, Scheme, SimulationOptions

MAX_SAMPLES = 1_000_000
MAX_SEED = 2**63 - 1
MAX_HORIZON = MAX_YEARS

KEYS = ("horizon_years", "discount_rate", "methods", "topsis_matrix", "promethee", "vikor_v", "simulation")

Preference = tuple[str, str, float | None, float | None, float | None]


class CheckMethod(StrEnum):
    """Methods that check the additive model."""

    TOPSIS = "topsis"
    VIKOR = "vikor"
    PROMETHEE2 = "promethee2"


class TopsisMatrix(StrEnum):
    """What TOPSIS works on."""

    RAW = "raw"
    VALUE = "value"


class Fixed(StrEnum):
    """Tells that uncertain scores are not sampled."""

    FIXED = "fixed"


class PreferenceType(StrEnum):
    """Preference functions of PROMETHEE."""

    USUAL = "usual"
    USHAPE = "ushape"
    VSHAPE = "vshape"
    LEVEL = "level"
    VSHAPE_INDIFF = "vshape_indiff"
    GAUSSIAN = "gaussian"


NEEDED = {
    PreferenceType.USUAL: "",
    PreferenceType.USHAPE: "q",
    PreferenceType.VSHAPE: "p",
    PreferenceType.LEVEL: "qp",
    PreferenceType.VSHAPE_INDIFF: "qp",
    PreferenceType.GAUSSIAN: "s",
}
"""Which thresholds each preference function needs."""


def read_options(node: Node, criteria: Sequence[Criterion]) -> Options:
    """Return the options; defaults where none are given."""
    if not node.given or not node.record((), KEYS, ("currency", "rates")):
        return Options()
    defaults = Options()
    methods = node.child("methods")
    currency = read_currency(node.child("currency"))
    return Options(
        horizon_years=node.child("horizon_years").whole(1, MAX_HORIZON, defaults.horizon_years),
        discount_rate=node.child("discount_rate").within(0, 1, defaults.discount_rate),
        methods=_methods(methods) if methods.given else None,
        topsis_matrix=(node.child("topsis_matrix").choice(TopsisMatrix) or TopsisMatrix.VALUE).value,
        promethee=_preferences(node.child("promethee"), {criterion.id for criterion in criteria}),
        vikor_v=node.child("vikor_v").within(0, 1, defaults.vikor_v),
        simulation=_simulation(node.child("simulation")),
        currency=currency,
        rates=read_rates(node.child("rates"), currency),
    )


def _methods(node: Node) -> tuple[str, ...]:
    found: list[str] = []
    for item in node.items(len(CheckMethod) * 2):
        method = item.choice(CheckMethod)
        if method is not None and method.value in found:
            item.fault(f'"{method.value}" stands twice', "each method once")
        elif method is not None:
            found.append(method.value)
    return tuple(found)


def _simulation(node: Node) -> SimulationOptions | None:
    if not node.given or not node.record((), ("scheme", "samples", "seed", "spread", "scores")):
        return None
    defaults = SimulationOptions()
    return SimulationOptions(
        scheme=node.child("scheme").choice(Scheme) or defaults.scheme,
        samples=node.child("samples").whole(1, MAX_SAMPLES, defaults.samples),
        seed=node.child("seed").whole(0, MAX_SEED, defaults.seed),
        spread=node.child("spread").within(0, 1, defaults.spread),
        fixed_scores=node.child("scores").choice(Fixed) is Fixed.FIXED,
    )


def _preferences(node: Node, criteria: set[str]) -> tuple[Preference, ...]:
    found: list[Preference] = []
    for key, entry in node.entries():
        if key not in criteria:
            entry.fault(f"{clipped(key)!r} is not known", "the id of a criterion")
            continue
        if not entry.record(("type",), ("q", "p", "s")):
            continue
        kind = entry.child("type").choice(PreferenceType)
        q, p, s = (_threshold(entry.child(name)) for name in "qps")
        for name in NEEDED.get(kind, "") if kind else "":
            if not entry.child(name).given:
                entry.child(name).fault("is missing", f'a number for "{kind}"')
        if q is not None and p is not None and q > p:
            entry.child("q").fault("is above p", "q of at most p")
        if kind is not None:
            found.append((key, kind.value, q, p, s))
    return tuple(found)


def _threshold(node: Node) -> float | None:
    number = node.number()
    if number is not None and number < 0:
        node.fault(f"is {number:g}", "0 or more")
        return None
    return number
