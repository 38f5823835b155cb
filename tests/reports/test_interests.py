"""The disclosure names credits, applications, and which products have a programme the consultant is not in."""

from __future__ import annotations

from dataclasses import replace

import pytest

import reports
from consultant_desk.domain.report_options import ReportOptions
from consultant_desk.domain.snapshot import InterestKind, SnapshotInterest
from reports.html.page import html_of
from reports.verify import verify
from reports.words.language import TAGS
from tests.reports.html_reading import Page
from tests.reports.sample import sample_interests, sample_snapshot

APPLIED = SnapshotInterest("contoso", InterestKind.NONE, has_programme=True, applied_on="2026-10-05")
CREDITED = replace(sample_interests()[0], credited=True, has_programme=True)


def lines(*interests: SnapshotInterest, language: str = "en") -> str:
    told = {one.candidate: one for one in (*sample_interests(), *interests)}
    snapshot = sample_snapshot(interests=tuple(told.values()), options=ReportOptions(language=language))
    return "\n".join(Page(html_of(snapshot).decode("utf-8")).lines())


def test_a_credit_is_said_where_the_payment_is():
    assert "We credit to you what we receive." in lines(CREDITED)
    assert "We credit" not in lines()


def test_an_application_is_said_with_its_day_beside_what_is_not_paid_yet():
    said = lines(APPLIED).replace("\N{NO-BREAK SPACE}", " ")
    assert "We applied to the programme of Contoso Flow on 5 October 2026; so far it pays us nothing." in said
    assert "nothing yet; we applied to its programme on 5 October 2026" in said


def test_products_with_a_programme_and_without_one_are_told_apart_once_one_is_known():
    outside = replace(APPLIED, applied_on="")
    said = lines(outside)
    assert "nothing; we are not in its programme" in said
    assert "no programme known to us" not in lines()
    free = replace(sample_interests()[3], kind=InterestKind.NONE, basis="", who_pays="", expected=None)
    assert "nothing; no programme known to us" in lines(outside, free)


def test_a_winner_that_pays_nothing_is_said_to_stay_first_without_those_that_pay():
    swapped = SnapshotInterest("northwind", InterestKind.NONE)
    assert "Without the products that pay, Northwind Desk would still be first." in lines(swapped)


@pytest.mark.parametrize("language", sorted(TAGS))
def test_the_report_verifies_with_all_of_it_in_each_language(language):
    told = {one.candidate: one for one in (*sample_interests(), APPLIED, CREDITED)}
    built = reports.build(sample_snapshot(interests=tuple(told.values()), options=ReportOptions(language=language)))
    verification = verify(built.pdf)
    assert verification.valid, verification
