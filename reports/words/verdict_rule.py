"""The verdict in a sentence, and the rule that led to it, in the language of the report.

The domain says the same in English (`domain.evaluation.verdict`), by the same order of questions.
"""

from __future__ import annotations

from collections.abc import Sequence

from consultant_desk.domain.evaluation.evaluate import names_of, standing_of
from consultant_desk.domain.evaluation.musts import must_outcomes
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.ranking import Ranker, ordered, scores
from consultant_desk.domain.evaluation.result import Result, Verdict, VerdictKind, first_of
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.verdict import (
    CLEAR_ROOM,
    MOST_NAMED,
    RULE_SAMPLES,
    SURE,
    Names,
    Standing,
    room_shown,
    share_shown,
)
from reports.rich import Rich, joined, plain
from reports.words import Words


def verdict_words(words: Words, problem: Problem, result: Result) -> tuple[Rich, Rich]:
    """Return the sentence, without a full stop, and the rule."""
    return _Verdict(words, problem, result).said()


class _Verdict:
    def __init__(self, words: Words, problem: Problem, result: Result) -> None:
        self._words, self._problem, self._result = words, problem, result
        self._verdict: Verdict = result.verdict
        self._names: Names = names_of(problem)
        self._standing = _standing(problem, result)
        self._tied = first_of(result.ranking)

    def said(self) -> tuple[Rich, Rich]:
        """Return sentence and rule."""
        if not self._standing.order:
            return self._nobody()
        return self._sentence(), joined(self._rule(), " ")

    def _nobody(self) -> tuple[Rich, Rich]:
        words, count = self._words, self._standing.candidates
        if not count:
            return words.say("rule.nothing"), words.say("rule.no_candidates")
        key = {1: "rule.nobody.one", 2: "rule.nobody.two"}.get(count, "rule.nobody.many")
        return words.say("rule.nobody"), words.say(key, count=str(count))

    def _sentence(self) -> Rich:
        words, standing = self._words, self._standing
        winner, musts = self._candidate(standing.order[0]), standing.unknown_musts
        if len(standing.order) == 1:
            if standing.candidates == 1:
                return words.say("rule.only", winner=winner)
            if musts:
                return words.count("rule.only_open", len(musts), winner=winner, musts=self._few(self._musts()))
            return words.say("rule.only_passing", winner=winner)
        if self._verdict.open_musts:
            few = self._few(self._musts())
            return words.count("rule.if_met", len(musts), winner=winner, musts=few, though=self._though())
        if len(self._tied) > 1:
            return words.say("rule.tie", names=self._few([self._candidate(key) for key in self._tied]))
        second = self._candidate(standing.order[1])
        match self._verdict.kind:
            case VerdictKind.CLEAR:
                return words.say("rule.clear", winner=winner, though=self._though())
            case VerdictKind.CLOSE:
                return words.say("rule.close", winner=winner, second=second, though=self._though())
            case VerdictKind.NONE:
                return words.say("rule.none", winner=winner, second=second)

    def _rule(self) -> list[Rich]:
        words, standing = self._words, self._standing
        if len(standing.order) == 1:  # it comes first in every draw, which says nothing
            return [words.say("rule.alone"), *self._must_part()]
        if len(self._tied) > 1:
            return [words.say("rule.shared"), *self._tie_part(), *self._must_part(), *self._unknown_part()]
        parts: list[Rich] = []
        lead, of = self._verdict.lead, words.of
        if lead is not None:
            parts.append(words.say("rule.lead", lead=of.ungrouped(lead.number, lead.digits)))
        if self._verdict.share is not None:
            shown = share_shown(self._verdict.share)
            share = of.ungrouped(shown.number, shown.digits)
            parts.append(words.say("rule.share", share=share, samples=of.number(RULE_SAMPLES, 0)))
        parts.append(self._room_part())
        return [*parts, *self._must_part(), *self._unknown_part()]

    def _tie_part(self) -> list[Rich]:
        room = self._verdict.least_room
        if room is None or room.relative > SURE:
            return []
        key = "rule.tie_end.two" if len(self._tied) == 2 else "rule.tie_end.many"
        return [self._words.say(key, criterion=self._criterion(room.criterion))]

    def _room_part(self) -> Rich:
        words, room = self._words, self._verdict.least_room
        if self._standing.whole:
            return words.say("rule.whole.one" if self._standing.criteria == 1 else "rule.whole.many")
        if room is None:
            return words.say("rule.room.none")
        shown = room_shown(room.relative)
        key = "rule.room.enough" if room.relative >= CLEAR_ROOM else "rule.room.short"
        least = words.of.ungrouped(shown.number, shown.digits)
        return words.say(key, criterion=self._criterion(room.criterion), room=least)

    def _must_part(self) -> list[Rich]:
        musts = self._musts()
        return [self._words.count("rule.musts", len(musts), musts=joined(musts))] if musts else []

    def _unknown_part(self) -> list[Rich]:
        words, standing = self._words, self._standing
        parts = [words.count("rule.unknown", standing.unknown, **self._unknown())] if standing.mostly_unknown else []
        if standing.reaching:
            first, others = self._candidate(standing.reaching[0]), len(standing.reaching) - 1
            if others:
                parts.append(words.count("rule.reach", others, first=first, count=str(others)))
            else:
                parts.append(words.say("rule.reach", first=first))
        return parts

    def _though(self) -> Rich:
        if not self._standing.mostly_unknown:
            return ()
        return self._words.count("rule.though", self._standing.unknown, **self._unknown())

    def _unknown(self) -> dict[str, str]:
        return {"unknown": str(self._standing.unknown), "cells": str(self._standing.cells)}

    def _few(self, names: Sequence[Rich]) -> Rich:
        shown, rest = list(names[:MOST_NAMED]), len(names) - MOST_NAMED
        if rest > 0:
            shown.append(self._words.say("more", count=str(rest)))
        return self._words.listed(shown)

    def _musts(self) -> list[Rich]:
        return [self._criterion(key) for key in self._standing.unknown_musts]

    def _candidate(self, key: str) -> Rich:
        return plain(self._names.candidates[key])

    def _criterion(self, key: str) -> Rich:
        return plain(self._names.criteria[key])


def _standing(problem: Problem, result: Result) -> Standing:
    """Return what the rule looked at; nothing is drawn again."""
    table = value_table(problem)
    vector = table.vector(result.weights)
    ranker = Ranker(table, must_outcomes(problem))
    points = scores(table, vector)
    order = [row for row, _ in ordered(points, ranker.fit)]
    return standing_of(ranker, vector, points, order, result.stability, result.verdict.share)
