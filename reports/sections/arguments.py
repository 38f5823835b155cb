"""What speaks for the recommendation, against it, and what would change it: the consultant's words, then computed ones.

Where the consultant wrote fewer than fit on the page, sentences follow from the data; each has a key, so that it can be
worded anew or left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.evaluation.tie import tie_of
from consultant_desk.domain.evaluation.verdict import SURE
from consultant_desk.domain.sentences import ended, ends_in_aside
from reports.composer import Composer
from reports.rich import Rich, plain, text_of

WANTED = 3
"""Reasons and risks that a page has room for."""

_MUCH_UNPROVEN = 0.25
_ROUNDS_TO_NOTHING = 0.0005


@dataclass(frozen=True, slots=True)
class Argument:
    """One reason or risk: its words, the evidence it cites, and what is done about it."""

    rich: Rich
    evidence: tuple[str, ...] = ()
    answer: Rich = ()

    @property
    def whole(self) -> Rich:
        """Return words and answer as sentences of their own, whether or not the first was typed with a full stop."""
        if not text_of(self.rich).strip() or not text_of(self.answer).strip():
            return self.rich if text_of(self.rich).strip() else self.answer
        told = text_of(self.rich).strip()
        if ends_in_aside(told):
            return (*self.rich, *plain(" "), *self.answer)
        end = ended(told, ":" if text_of(self.answer)[:1].islower() else ".")[len(told) :]
        return (*self.rich, *plain(end + " "), *self.answer)


def reasons(composer: Composer, most: int = WANTED) -> list[Argument]:
    """Return the consultant's reasons, and computed ones up to `most`, the greatest advantages first."""
    found = [
        Argument(_with_points(composer, composer.markup(one.text), one.criterion), one.evidence)
        for one in composer.snapshot.reasons
    ]
    used = {one.criterion for one in composer.snapshot.reasons}
    for criterion in _gains(composer):
        if len(found) >= most:
            break
        rich = composer.own(f"reason/{criterion}", _gain(composer, criterion)) if criterion not in used else ()
        if rich:
            found.append(Argument(rich, _evidence(composer, criterion)))
    return found


def _with_points(composer: Composer, words: Rich, criterion: str) -> Rich:
    """Return a reason with the signed points of its criterion in front."""
    winner, second = composer.winner(), composer.second()
    if criterion not in composer.facts.criteria or winner is None or second is None or composer.tied():
        return words
    points = composer.fig("over", winner, second, criterion)
    return composer.say("summary.points", criterion=composer.criterion(criterion), points=points, text=words)


def _gains(composer: Composer) -> list[str]:
    winner, second = composer.winner(), composer.second()
    if winner is None or second is None or composer.tied():
        return []
    parts = composer.facts.over_parts(winner, second)
    known = [k for k in parts if composer.facts.known(winner, k) and composer.facts.known(second, k)]
    return sorted((k for k in known if parts[k] > 0), key=lambda k: -parts[k])


def _gain(composer: Composer, criterion: str) -> Rich:
    winner, second = composer.winner() or "", composer.second() or ""
    return composer.say(
        "reason.gain",
        criterion=composer.criterion(criterion),
        points=composer.fig("over", winner, second, criterion),
        ours=composer.fig("raw", winner, criterion),
        theirs=composer.fig("raw", second, criterion),
        second=composer.name(second),
    )


def _evidence(composer: Composer, criterion: str) -> tuple[str, ...]:
    cell = composer.facts.cells.get((composer.winner() or "", criterion))
    return cell.evidence if cell is not None else ()


def risks(composer: Composer, most: int = WANTED) -> list[Argument]:
    """Return the consultant's risks, and computed ones up to `most`."""
    found = [Argument(composer.markup(one.text), (), composer.markup(one.answer)) for one in composer.snapshot.risks]
    for key, computed in computed_risks(composer):
        if len(found) >= most:
            break
        rich = composer.own(f"risk/{key}", computed)
        if rich:
            found.append(Argument(rich))
    return found


def computed_risks(composer: Composer) -> list[tuple[str, Rich]]:
    """Return what the data say may go wrong with the recommended candidate, the gravest first, by stable keys."""
    winner = composer.winner()
    if winner is None:
        return []
    found: list[tuple[str, Rich]] = []
    for candidate in composer.tied() or (winner,):
        risks_of = _risks_of(composer, candidate)
        found += [(key if candidate == winner else f"{key}/{candidate}", rich) for key, rich in risks_of]
    return [*found, *_people_apart(composer, winner)]


def _risks_of(composer: Composer, winner: str) -> list[tuple[str, Rich]]:
    facts, name, line = composer.facts, composer.name(winner), composer.facts.lines[winner]
    found: list[tuple[str, Rich]] = []
    if line.unknown_musts:
        musts = composer.listed([composer.criterion(k) for k in line.unknown_musts])
        found.append(("musts", composer.words.count("risk.musts", len(line.unknown_musts), winner=name, musts=musts)))
    if line.coverage < 1 - _ROUNDS_TO_NOTHING:
        known = composer.fig("coverage", winner)
        found.append(("coverage", composer.say("risk.coverage", winner=name, known=known)))
    if facts.evidence.unproven(winner) >= _MUCH_UNPROVEN:
        share = composer.fig("unproven", winner)
        found.append(("unproven", composer.say("risk.unproven", winner=name, share=share)))
    expired = facts.evidence.expired(winner)
    if expired:
        count = composer.fig("expired", winner)
        found.append(("expired", composer.words.count("risk.expired", len(expired), winner=name, count=count)))
    return found


def _people_apart(composer: Composer, winner: str) -> list[tuple[str, Rich]]:
    """Name the first of the people whose own weights put another candidate first."""
    for person in composer.facts.result.stakeholders:
        firsts = person.firsts
        if firsts and not {winner, *composer.tied()} & set(firsts):
            rich = composer.say("risk.person", person=person.name, other=composer.name(firsts[0]))
            return [("people", rich)]
    return []


def changes(composer: Composer) -> list[Rich]:
    """Return what would change the recommendation: computed first, then the consultant's conditions."""
    computed = [composer.own(f"change/{key}", rich) for key, rich in change_lines(composer)]
    return [*(rich for rich in computed if rich), *(composer.markup(text) for text in composer.snapshot.conditions)]


def change_lines(composer: Composer, most: int = 2) -> list[tuple[str, Rich]]:
    """Say which weights, moved the least, give the lead to another candidate; those of nothing now come last."""
    facts = composer.facts
    if composer.winner() is None:
        return [("nobody", composer.say("summary.change.nobody"))]
    if composer.second() is None:
        return [*_unknown_musts(composer), ("single", composer.say("summary.change.single"))]
    rooms = sorted((room, k) for k in facts.criteria if (room := facts.relative_room(k)) is not None)
    rooms += facts.rooms_from_nothing
    lines = _unknown_musts(composer)
    tie = tie_of(facts.result)
    if tie is not None:
        rooms = [(room, k) for room, k in rooms if room > SURE]
        which = ("two" if len(tie.candidates) == 2 else "many") + ("" if tie.by_weight else "_scores")
        lines.append(("tie", composer.say(f"summary.change.tie.{which}", names=composer.tied_names())))
    for _room, criterion in rooms[:most]:
        rich = _weight_line(composer, criterion)
        if rich:
            lines.append((f"weight/{criterion}", rich))
    return lines or [("nothing", composer.say("summary.change.nothing"))]


def _weight_line(composer: Composer, criterion: str) -> Rich:
    span = composer.facts.result.stability[criterion]
    if span.winner is None:
        return ()
    up = span.above is not None and (span.below is None or span.winner[1] - span.weight <= span.weight - span.winner[0])
    flip = span.above if up else span.below
    if flip is None:
        return ()
    return composer.say(
        "summary.change.above" if up else "summary.change.below",
        criterion=composer.criterion(criterion),
        bound=composer.fig("bound", criterion, "high" if up else "low"),
        weight=composer.fig("weight", criterion),
        rival=composer.name(flip.rival),
    )


def _unknown_musts(composer: Composer) -> list[tuple[str, Rich]]:
    """Say which must-haves of the winner are not known, as it cannot win without them."""
    winner = composer.winner()
    unknown = composer.facts.lines[winner].unknown_musts if winner is not None else ()
    if winner is None or not unknown:
        return []
    musts = composer.listed([composer.criterion(k) for k in unknown])
    return [("musts", composer.say("summary.change.must", winner=composer.name(winner), musts=musts))]
