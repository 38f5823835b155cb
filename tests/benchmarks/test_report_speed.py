"""A report of thirty pages takes at most half a second of one core, in a warm process."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

import reports
from tests.reports.sample import sample_evidence, sample_needs, sample_snapshot

SECONDS = 0.5
PAGES = 30
TRIES = 12  # other programs on the machine cost this one cache and clock: the best of some counts


def thirty_pages():
    needs = tuple(
        replace(need, quote=need.quote * 4, progress=f"{need.progress}, part {turn}")
        for turn in range(10)
        for need in sample_needs()
    )
    evidence = tuple(
        replace(one, id=f"{one.id}-{turn}", quote=(one.quote or one.title) * 3)
        for turn in range(12)
        for one in sample_evidence()
    )
    return sample_snapshot(needs=needs, evidence=evidence, reasons=())


@pytest.mark.slow
def test_thirty_pages_in_half_a_second_of_cpu():
    snapshot = thirty_pages()
    built = reports.build(snapshot)
    assert built.pages >= PAGES
    limit = SECONDS * built.pages / PAGES
    best = limit + 1
    for _turn in range(TRIES):
        start = time.process_time()
        reports.build(snapshot)
        best = min(best, time.process_time() - start)
        if best <= limit:
            return
    pytest.fail(f"{best:.2f} s for {built.pages} pages; at most {limit:.2f} s are allowed")
