"""The warnings of an evaluation in the language of the report; English ones are those of the domain."""

from __future__ import annotations

from consultant_desk.domain.evaluation.checks import outside
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import EvaluationWarning, Result
from consultant_desk.domain.evaluation.worth import costs_currency
from reports.rich import Insert, Rich, plain
from reports.words import Words

_R_DIGITS = 2


def warning_words(words: Words, warning: EvaluationWarning, problem: Problem, result: Result) -> Rich:
    """Return a warning as a sentence; as the domain wrote it in English, and where there is no text for it."""
    told = from_table(words, warning, problem, result)
    return plain(warning.text) if words.of.code == "en" or told is None else told


def from_table(words: Words, warning: EvaluationWarning, problem: Problem, result: Result) -> Rich | None:
    """Return a warning in the texts of a language; None where it has none of this kind."""
    key, more = _key(words, warning, problem, result)
    if f"warning.{key}" not in words.texts:
        return None
    return words.say(f"warning.{key}", **_names(warning, problem), **more)


def _names(warning: EvaluationWarning, problem: Problem) -> dict[str, Insert]:
    criteria = {criterion.id: criterion.name for criterion in problem.criteria}
    candidates = {candidate.id: candidate.name for candidate in problem.candidates}
    return {
        "criterion": criteria.get(warning.criterion or "", ""),
        "other": criteria.get(warning.other or "", ""),
        "candidate": candidates.get(warning.candidate or "", ""),
        "person": warning.person,
    }


def _key(words: Words, warning: EvaluationWarning, problem: Problem, result: Result) -> tuple[str, dict[str, Insert]]:
    """Return which text says it, and what stands in it besides names."""
    code, count = warning.code, str(warning.count)
    match code:
        case "clipped":
            return _clipped(words, warning, problem)
        case "correlated":
            r = words.of.number(warning.strength, _R_DIGITS)
            if not warning.count:
                return code, {"r": r}
            return words.counted(f"{code}", warning.count), {"r": r, "count": count}
        case "all_unknown":
            return f"{code}.{'criterion' if warning.criterion is not None else 'candidate'}", {}
        case "constant":
            able = {line.rank is not None for line in result.ranking}
            return (f"{code}.able" if len(able) == 2 else code), {}
        case "same_name":
            return code, {"count": count}
        case "no_rate":
            return code, {"currency": warning.currency, "total": costs_currency(problem)}
        case "beyond_horizon":
            return _beyond(words, warning, problem)
        case _:
            return code, {}


def _clipped(words: Words, warning: EvaluationWarning, problem: Problem) -> tuple[str, dict[str, Insert]]:
    criterion = next(one for one in problem.criteria if one.id == warning.criterion)
    whole, raws = outside(criterion, problem.cell_index()[warning.candidate or "", criterion.id])
    shown = [raw if isinstance(raw, str) else words.of.in_unit(raw, criterion.unit) for raw in raws]
    if whole:
        return "clipped", {"raw": shown[0]}
    if len(shown) == 1:
        return "clipped.end", {"raw": shown[0]}
    return "clipped.ends", {"low": shown[0], "high": shown[-1]}


def _beyond(words: Words, warning: EvaluationWarning, problem: Problem) -> tuple[str, dict[str, Insert]]:
    if warning.line is None:
        return "", {}
    line, years = problem.costs[warning.line], problem.options.horizon_years
    label = line.label or words.named("cost", line.kind.value)
    inserts: dict[str, Insert] = {"line": label, "to_year": str(line.to_year), "years": str(years)}
    return f"beyond_horizon.{'out' if line.from_year > years else 'part'}", inserts
