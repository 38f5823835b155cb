"""The English texts of what the domain says: the verdict and its rule, warnings, and the names of kinds and parts.

The domain writes the same sentences in English; tests hold the two together.
"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    # the verdict in a sentence
    "rule.only": "{winner} is the only candidate",
    "rule.only_passing": "{winner} is the only candidate that meets every must-have",
    "rule.only_open.one": (
        "{winner} is the only candidate that fails no must-have; the must-have on {musts} is not known"
    ),
    "rule.only_open.many": (
        "{winner} is the only candidate that fails no must-have; the must-haves on {musts} are not known"
    ),
    "rule.tie": "No clear winner: {names} tie",
    "rule.clear": "{winner} is the clear winner{though}",
    "rule.close": "{winner}, closely followed by {second}{though}",
    "rule.none": "No clear winner: {winner} and {second} are too close to call",
    "rule.if_met.one": "{winner} is the clear winner if it meets the must-have on {musts}{though}",
    "rule.if_met.many": "{winner} is the clear winner if it meets the must-haves on {musts}{though}",
    "rule.though.one": ", though {unknown} of {cells} scores are unknown",
    "rule.though.many": ", though {unknown} of {cells} scores are unknown",
    "rule.nobody": "No candidate meets every must-have",
    "rule.nothing": "Nothing to compare yet",
    # the rule that led to it
    "rule.nobody.one": "The only candidate fails a must-have.",
    "rule.nobody.two": "Both candidates fail a must-have.",
    "rule.nobody.many": "All {count} candidates fail a must-have.",
    "rule.no_candidates": "There are no candidates.",
    "rule.alone": "No other candidate can win, so there is nothing to compare it with.",
    "rule.shared": "They have equal points and share the first place; no winner is named under 1\u00a0point.",
    "rule.tie_end.two": "A change of the weight of {criterion}, however small, decides between them.",
    "rule.tie_end.many": "A change of the weight of {criterion}, however small, ends the tie.",
    "rule.lead": "Lead of {lead} points; no winner is named under 1\u00a0point.",
    "rule.share": ("First in {share}\u00a0% of {samples} draws; a clear winner needs 75\u00a0%, any winner 40\u00a0%."),
    "rule.whole.one": "There is only one criterion, so there is no other to shift its weight to.",
    "rule.whole.many": "One criterion carries the whole weight, so the others have no proportions to keep.",
    "rule.room.none": "Every weight above 5\u00a0% may move by 10\u00a0% and more.",
    "rule.room.enough": ("Every weight above 5\u00a0% may move by 10\u00a0%; least room: {criterion}, {room}\u00a0%."),
    "rule.room.short": (
        "Not every weight above 5\u00a0% may move by 10\u00a0%; least room: {criterion}, {room}\u00a0%."
    ),
    "rule.musts.one": "Unknown must-have: {musts}; it must be known before a winner is clear.",
    "rule.musts.many": "Unknown must-haves: {musts}; they must be known before a winner is clear.",
    "rule.unknown.one": "{unknown} of {cells} scores are unknown.",
    "rule.unknown.many": "{unknown} of {cells} scores are unknown.",
    "rule.reach": "What is unknown could put {first} first.",
    "rule.reach.one": "What is unknown could put {first} or {count} other first.",
    "rule.reach.many": "What is unknown could put {first} or {count} others first.",
    # warnings
    "warning.promethee_additive": (
        "PROMETHEE with a V-shape over the whole scale is the weighted sum again and checks nothing."
    ),
    "warning.all_fail": "Every candidate fails a must-have, so none can win.",
    "warning.unknown_must": "{candidate}: the must-have on {criterion} is not known to be met.",
    "warning.clipped": (
        "{candidate}: the score {raw} on {criterion} lies outside its scale and counts as the nearest end."
    ),
    "warning.clipped.end": (
        "{candidate}: the end {raw} of the score on {criterion} lies outside its scale and counts as the nearest end."
    ),
    "warning.clipped.ends": (
        "{candidate}: the end {low} and the end {high} of the score on {criterion} lies outside its scale and counts "
        "as the nearest end."
    ),
    "warning.correlated": "{criterion} and {other} go together (r = {r}): they may count the same thing twice.",
    "warning.correlated.one": (
        "{criterion} and {other} go together (r = {r}), and {count} more: they may count the same thing twice."
    ),
    "warning.correlated.many": (
        "{criterion} and {other} go together (r = {r}), and {count} more: they may count the same thing twice."
    ),
    "warning.zero_weight": "{criterion} has no weight.",
    "warning.all_unknown.criterion": "{criterion}: no candidate has a score.",
    "warning.all_unknown.candidate": "{candidate}: nothing is known yet.",
    "warning.constant": "{criterion} is the same for every candidate and decides nothing.",
    "warning.constant.able": "{criterion} is the same for every candidate that can win and decides nothing.",
    "warning.one_candidate": "{candidate} is the only candidate; there is nothing to compare it with.",
    "warning.same_name": "{count} candidates are called {candidate}, and nothing printed tells them apart.",
    "warning.cost_twice": (
        "{criterion} counts in the score while cost lines are given too: compare cost in one place."
    ),
    "warning.no_costs": (
        "{candidate} has no cost lines, so its cost is unknown and it is left out of value for money. "
        "Give it a line of 0 if it costs nothing."
    ),
    "warning.no_rate": "There is no rate from {currency} to {total}: what costs {currency} has no total.",
    "warning.beyond_horizon.out": (
        "{candidate}: {line} runs to year {to_year}, beyond the {years} compared, and does not count."
    ),
    "warning.beyond_horizon.part": (
        "{candidate}: {line} runs to year {to_year}, beyond the {years} compared, and counts up to year {years} only."
    ),
    "warning.no_benefit": "Only cost has weight: there is no benefit to set against it.",
    "warning.stakeholder": "The weights of {person} do not decide yet.",
    # parts of an evaluation, as changes are told
    "part.criteria": "Criteria",
    "part.weights": "Weights",
    "part.products": "Products",
    "part.scores": "Scores",
    "part.costs": "Costs",
    "part.evaluation": "Evaluation",
    # kinds of evidence
    "evidence.kind.vendor_claim": "vendor claim",
    "evidence.kind.vendor_page": "vendor page",
    "evidence.kind.document": "document",
    "evidence.kind.hands_on_test": "hands-on test",
    "evidence.kind.test": "test",
    "evidence.kind.demonstration": "demonstration",
    "evidence.kind.reference": "reference",
    "evidence.kind.review": "review",
    "evidence.kind.benchmark": "benchmark",
    "evidence.kind.contract": "contract",
    "evidence.kind.quote": "quote",
    # kinds of cost
    "cost.one_off": "one-off",
    "cost.licence": "licence",
    "cost.implementation": "implementation",
    "cost.training": "training",
    "cost.support": "support",
    "cost.migration": "migration",
    "cost.exit": "exit",
    "cost.other": "other",
    # periods, after "per"
    "period.month": "month",
    "period.year": "year",
    # confidence in a score
    "confidence.low": "low",
    "confidence.medium": "medium",
    "confidence.high": "high",
}
