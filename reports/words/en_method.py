"""The English texts of the section on the method."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    # method
    "method.heading": "An additive model on fixed scales; no payment is part of it",
    "method.model": (
        "*Model.* Each raw score becomes a value from 0 to 100 on the scale its criterion owns, which does "
        "not depend on the other products. A score is the sum of weight times value. A product that is taken "
        "off the list never changes the order of the others."
    ),
    "method.weights": "*Weights.* {how} They sum to 100 %.",
    "method.weights.direct": "The weights were given directly, as points.",
    "method.weights.swing": "The weights come from swing points: what a move from worst to best is worth.",
    "method.weights.rank": "The weights follow from an order of importance ({formula}).",
    "method.weights.pairs": "The weights follow from comparisons in pairs.",
    "method.weights.mean": "The weights are the mean of the stakeholders’ weights.",
    "method.within.direct": "Within {groups} they were given directly.",
    "method.within.swing": "Within {groups} they come from swing points.",
    "method.within.rank": "Within {groups} they follow from an order of importance ({formula}).",
    "method.within.pairs": "Within {groups} they follow from comparisons in pairs.",
    "method.formula.roc": "rank order centroid",
    "method.formula.rs": "rank sum",
    "method.formula.rr": "rank reciprocal",
    "method.musts": "*Must-haves.* A candidate that fails one is not ranked; an unknown must-have is never a pass.",
    "method.unknown": (
        "*Unknown scores* count half way; the range shows them at 0 and at 100. Scores entered between two ends move "
        "the draws, not the range. Nothing is guessed."
    ),
    "method.simulation": (
        "*Draws.* {samples} draws with seed {seed}: every weight moves by up to {spread}, and scores with a "
        "low and a high end are drawn between them."
    ),
    "method.verdict": (
        "*Verdict.* No winner is named under 1 point of margin or under 40 % of the draws. A clear winner "
        "needs 75 % of the draws, room of 10 % on every weight above 5 %, and no unknown must-have."
    ),
    "method.rounding": (
        "*Rounding.* Points are rounded so that printed parts sum to the printed score and printed "
        "differences to the printed margin."
    ),
    "method.table": "Criteria, weights, scales and must-haves",
    "method.head.criterion": "Criterion",
    "method.head.weight": "Weight",
    "method.head.scale": "Scale, worst to best",
    "method.head.must": "Must-have",
    "method.scale": "{worst} to {best}",
    "method.curve": "{worst} to {best}, curve through {points}",
    "method.levels": "{levels}",
    "method.level": "{name}\u00a0=\u00a0{value}",
    "method.direct": "values 0 to 100 given directly",
    "method.must.>=": "at least {value}",
    "method.must.<=": "at most {value}",
    "method.must.==": "exactly {value}",
    "method.check.heading": "Check this report yourself",
    "method.check": (
        "The evaluation, all printed data and a manifest are attached to the PDF of this report. “consultant-desk "
        "verify” recomputes the ranking, compares every printed figure and says what holds. Without a signature or "
        "the issuing workspace this proves that the report is consistent, not who wrote it."
    ),
    "method.hash": "Problem SHA-256",
    "method.warnings": "What the method points out",
}
