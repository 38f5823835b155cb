"""The offline questionnaire: what is asked of a stakeholder, the answer file, and what changed since it was asked.

The answer carries the criteria as they were asked, so that a changed evaluation can say what no longer fits. It comes
from a stranger's browser or mail and is read strictly.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from consultant_desk.domain.evaluation.canonical import plain
from consultant_desk.domain.evaluation.file_criteria import MAX_CRITERIA
from consultant_desk.domain.evaluation.file_kinds import CALLED
from consultant_desk.domain.evaluation.node import FaultLog, Node
from consultant_desk.domain.evaluation.problem import Criterion, DirectValue, Levels, Problem
from consultant_desk.domain.evaluation.strict_json import JsonObject, parse
from consultant_desk.errors import Fault, UserError

FORMAT = "consultant-desk/questionnaire-answer"
VERSION = 1
MAX_BYTES = 1_000_000
MAX_COMMENT = 4_000
MAX_NAME = 200
KEPT = "Nothing was changed."
EXPECTED = "Expected is the file or the text that the filled-in form gives; such a file ends in .json."

_INSTANT = re.compile(r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z")
_DIGEST = re.compile(r"[0-9a-f]{64}")
Json: TypeAlias = "str | list[str] | dict[str, Json]"


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion as it is asked: the ends of its scale as decimal texts, or its levels, worst first."""

    id: str
    name: str
    unit: str = ""
    scale: tuple[str, str] | None = None
    levels: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """Return what stands in the form and in the answer."""
        form: dict[str, Json] = {"id": self.id, "name": self.name, "unit": self.unit}
        if self.scale is not None:
            return {**form, "scale": list(self.scale)}
        return {**form, "levels": list(self.levels)}

    def same_scale(self, other: Asked) -> bool:
        """Tell whether a step from worst to best is still the same step."""
        return (self.unit, self.scale, self.levels) == (other.unit, other.scale, other.levels)

    def scale_text(self) -> str:
        """Return the scale in words, for a sentence about what changed."""
        if self.scale is None:
            return ", ".join(self.levels)
        return " to ".join(self.scale) + (f" {self.unit}" if self.unit else "")


@dataclass(frozen=True, slots=True)
class AnsweredCriterion:
    """What was answered about one criterion: swing points 0..100."""

    asked: Asked
    points: float
    comment: str = ""


@dataclass(frozen=True, slots=True)
class QuestionnaireAnswer:
    """One answer file. `evaluation` is the id of the evaluation it was asked for, `title` what that was called."""

    evaluation: str
    title: str
    questionnaire: str
    stakeholder: str
    criteria_version: str
    answered_at: str
    criteria: tuple[AnsweredCriterion, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an answer fits the criteria there are now: points that still count, and in sentences what changed."""

    points: tuple[tuple[str, float], ...]
    differences: tuple[str, ...] = ()


def asked_of(criterion: Criterion) -> Asked:
    """Return how a criterion is asked; texts in NFC, as the answer is read."""
    name, unit = (unicodedata.normalize("NFC", text) for text in (criterion.name, criterion.unit))
    match criterion.value:
        case Levels(levels=levels):
            ordered = (level for level, _ in sorted(levels, key=lambda level: level[1]))
            return Asked(criterion.id, name, unit, None, tuple(unicodedata.normalize("NFC", one) for one in ordered))
        case DirectValue():
            return Asked(criterion.id, name, unit, ("0", "100"))
        case function:
            return Asked(criterion.id, name, unit, (plain(float(function.worst)), plain(float(function.best))))


def criteria_version(asked: Iterable[Asked]) -> str:
    """Return the SHA-256 over ids, names, units and scales; the order of the criteria does not count."""
    forms = [one.to_json() for one in sorted(asked, key=lambda one: one.id)]
    return hashlib.sha256(json.dumps(forms, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def compare(answer: QuestionnaireAnswer, problem: Problem) -> Comparison:
    """Return which points still fit the criteria of an evaluation, and what changed since they were asked for."""
    now = {criterion.id: asked_of(criterion) for criterion in problem.criteria}
    points: list[tuple[str, float]] = []
    differences: list[str] = []
    for one in answer.criteria:
        then, there = one.asked, now.get(one.asked.id)
        if there is None:
            differences.append(f"“{then.name}” is no criterion any more.")
        elif not then.same_scale(there):
            differences.append(f"The scale of “{there.name}” was {then.scale_text()} and is {there.scale_text()} now.")
        else:
            points.append((then.id, one.points))
            if then.name != there.name:
                differences.append(f"“{then.name}” is called “{there.name}” now.")
    answered = {one.asked.id for one in answer.criteria}
    differences.extend(f"“{one.name}” was added." for key, one in now.items() if key not in answered)
    return Comparison(tuple(points), tuple(differences))


def note_of(answer: QuestionnaireAnswer) -> str:
    """Return the comments of an answer as one text."""
    lines = [f"{one.asked.name}: {one.comment.strip()}" for one in answer.criteria if one.comment.strip()]
    return "\n".join([*([answer.comment.strip()] if answer.comment.strip() else []), *lines])


def read_answer(data: bytes | str, name: str = "") -> QuestionnaireAnswer:
    """Return the answer a file or a pasted text holds; `UserError` with all its faults by JSON path.

    `name` is that of the file, for the sentence about one that is something else.
    """
    log = FaultLog()
    try:
        if len(data) > MAX_BYTES:
            raise _no_answer(name, (Fault("$", f"is larger than {MAX_BYTES // 1_000_000} MB", "an answer file"),))
        tree = parse(data.strip(), CALLED[FORMAT])
    except UserError as error:
        raise _no_answer(name, error.faults) from None
    if not isinstance(tree, JsonObject) or tree.get("format") != FORMAT:
        raise _no_answer(name, (Fault("$.format", "is not that of an answer to a questionnaire", f'"{FORMAT}"'),))
    if tree.get("version") != VERSION:
        raise _refused((Fault("$.version", "is another than this program knows", str(VERSION)),))
    answer = _read(Node(tree, "$", log))
    if log.faults:
        raise _refused(tuple(log.faults))
    return answer


def _read(root: Node) -> QuestionnaireAnswer:
    texts = ("evaluation", "title", "questionnaire", "stakeholder", "criteria_version", "answered_at")
    root.record(("format", "version", *texts, "criteria"), ("comment",))
    criteria = tuple(_criterion(node) for node in root.child("criteria").items(MAX_CRITERIA))
    if root.child("criteria").given and not criteria:
        root.child("criteria").fault("is empty", "at least one criterion")
    ids = [one.asked.id for one in criteria]
    for place, key in enumerate(ids):
        if key and key in ids[:place]:
            root.log.add(f"$.criteria[{place}].id", f'"{key}" stands twice', "an id of its own")
    if criteria and not any(one.points > 0 for one in criteria):
        root.child("criteria").fault("gives no points at all", "points above 0 for one of them")
    version = _matching(root.child("criteria_version"), _DIGEST, "a SHA-256 in hexadecimal")
    if version and not root.log.faults and version != criteria_version(one.asked for one in criteria):
        root.child("criteria_version").fault("is not that of these criteria", "an answer file as the form made it")
    return QuestionnaireAnswer(
        evaluation=root.child("evaluation").identifier(),
        title=_short(root.child("title"), 1_000),
        questionnaire=root.child("questionnaire").identifier(),
        stakeholder=_name(root.child("stakeholder")),
        criteria_version=version,
        answered_at=_matching(root.child("answered_at"), _INSTANT, "a moment such as 2026-11-21T10:00:00.000Z"),
        criteria=criteria,
        comment=_short(root.child("comment"), MAX_COMMENT),
    )


def _criterion(node: Node) -> AnsweredCriterion:
    node.record(("id", "name", "unit", "points"), ("scale", "levels", "comment"))
    scale, levels = node.child("scale"), node.child("levels")
    if scale.given == levels.given:
        node.fault("has both or neither of scale and levels", "one of them")
    ends = [_short(end, 40) for end in scale.items(2)]
    if scale.given and len(ends) != 2:
        scale.wrong("[worst, best]")
    points = node.child("points")
    asked = Asked(
        id=node.child("id").identifier(),
        name=_short(node.child("name"), 1_000),
        unit=_short(node.child("unit"), 1_000),
        scale=(ends[0], ends[1]) if len(ends) == 2 else None,
        levels=tuple(_short(level, 1_000) for level in levels.items(1_000)),
    )
    return AnsweredCriterion(asked, points.within(0, 100, 1.0), _short(node.child("comment"), MAX_COMMENT))


def _name(node: Node) -> str:
    return " ".join(_short(node, MAX_NAME).split()) if node.filled() else ""


def _short(node: Node, most: int) -> str:
    text = node.text()
    if len(text) > most:
        node.fault(f"holds {len(text)} characters", f"at most {most}")
        return ""
    return text


def _matching(node: Node, pattern: re.Pattern[str], expected: str) -> str:
    text = node.text()
    if node.given and not pattern.fullmatch(text):
        node.wrong(expected)
        return ""
    return text


def _no_answer(name: str, faults: Sequence[Fault]) -> UserError:
    """Return the error for what is no answer at all, in plain words; its faults name the places of JSON."""
    what = f"“{name[:60]}”" if name else "This text"
    return UserError(f"{what} is not the answer to a questionnaire.", KEPT, EXPECTED, tuple(faults))


def _refused(faults: Sequence[Fault]) -> UserError:
    count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
    hint = faults[0].line() if faults else ""
    return UserError(f"The answer cannot be read: it has {count}.", KEPT, hint, tuple(faults))
