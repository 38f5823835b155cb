"""The choice of which weights are drawn for the rank shares, and the words for what is drawn."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.verdict import rule_options
from ui.figures import number_text
from ui.widgets.choice import Dropdown, Option


class SchemeChoice(Dropdown):
    """One of the three schemes; `wanted` carries the whole `SimulationOptions` with the scheme chosen."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._shown = SimulationOptions()
        super().__init__(
            scheme_options(self._shown), name="Weights drawn", value=self._shown.scheme.value, parent=parent
        )
        self.chosen.connect(lambda value: self.wanted.emit(replace(self._shown, scheme=Scheme(value))))

    def show_simulation(self, options: SimulationOptions) -> None:
        """Show the scheme of these options; a choice keeps everything else of them."""
        self._shown = options
        self.set_options(scheme_options(options), options.scheme.value)


def scheme_options(options: SimulationOptions) -> tuple[Option, ...]:
    """Return the schemes in words; the spread is that of the options."""
    return (
        Option(Scheme.ALL.value, "All weights"),
        Option(Scheme.ORDINAL.value, "Order kept"),
        Option(Scheme.AROUND.value, f"Around ±{number_text(options.spread * 100, 1)} %"),
    )


def drawn_words(options: SimulationOptions) -> str:
    """Say what the draws behind the rank shares vary."""
    scores = "scores as shown" if options.fixed_scores else "scores from low to high"
    match options.scheme:
        case Scheme.ALL:
            return f"Any weights at all, {scores}"
        case Scheme.ORDINAL:
            return f"Any weights in the order of yours, {scores}"
        case Scheme.AROUND:
            return f"Each weight ±{number_text(options.spread * 100, 1)} %, {scores}"


def beside_the_rule(options: SimulationOptions) -> str:
    """Say why shares of these draws are not those of the verdict's rule; nothing where they are the same draws."""
    rule = rule_options(options.seed)
    if options == rule:
        return ""
    draws = number_text(rule.samples, 0)
    if replace(options, samples=rule.samples) == rule:
        return f"The verdict rests on {draws} draws of the same kind; with more of them a share moves by a point or so."
    return f"The verdict rests on {draws} draws of its own kind: {drawn_words(rule)[0].lower()}{drawn_words(rule)[1:]}."
