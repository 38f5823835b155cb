from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reports
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.snapshot import InterestKind, SnapshotInterest
from reports.identity import sealed
from reports.printed import PrintedPages, close_shares, compare_disclosure
from reports.report_format import EVALUATION, MANIFEST, MATRIX, REPORT
from reports.verification import CHECKS, to_json
from reports.verify import verify
from reports.words.language import language_for
from tests.effort import times, tried
from tests.reports.reading import attached, changed, forged_manifest, with_attachment
from tests.reports.sample import reopened, sample_lock, sample_problem, sample_snapshot


@pytest.fixture(scope="module")
def built() -> reports.BuiltReport:
    return reports.build(sample_snapshot())


def schema(name: str) -> dict[str, object]:
    return json.loads((files("resources.schemas") / f"{name}.schema.json").read_text("utf-8"))


def failed(pdf: bytes) -> set[str]:
    return {check.name for check in verify(pdf).checks if check.ok is False}


def test_a_report_as_built_is_valid(built):
    verification = verify(built.pdf, issued_sha256=built.sha256)
    assert verification.valid
    assert tuple(check.name for check in verification.checks) == CHECKS
    assert verification.of("lock").ok is True
    assert verification.of("issued").ok is True


@pytest.mark.parametrize(
    ("lock", "issued", "ok"),
    [
        (None, True, None),
        (reopened(sample_lock(), ("Scores", "Contoso Flow, Price: 12 → 14")), True, True),
        (reopened(sample_lock(), locked_at=""), False, None),
        (reopened(sample_lock(), locked_at=""), True, False),
        (replace(sample_lock(), sha256="0" * 64), True, False),
    ],
    ids=["not locked", "locked again", "a draft while open", "issued while open", "another problem"],
)
def test_the_lock_is_held_against_the_evaluation_that_is_attached(lock, issued, ok):
    built = reports.build(sample_snapshot(lock=lock, issued=issued, version=int(issued)))
    assert verify(built.pdf).of("lock").ok is ok
    jsonschema.validate(json.loads(attached(built.pdf)[REPORT]), schema("report-3"))


def test_a_change_after_the_lock_that_is_not_printed_is_found(built):
    report = json.loads(attached(built.pdf)[REPORT])
    change = {"part": "Scores", "text": "Contoso Flow, Price: €12 → €14", "code": "", "values": []}
    report["snapshot"]["lock"]["reopenings"] = [
        {"opened_at": "2026-11-19T09:10:00.000Z", "reason": "Because", "locked_at": "2026-11-20T08:00:00.000Z",
         "changes": [change]}
    ]  # fmt: skip
    assert "lock" in failed(changed(built.pdf, REPORT, json.dumps(report).encode()))


def test_the_answer_and_the_attachments_follow_their_schemas(built):
    jsonschema.validate(to_json(verify(built.pdf)), schema("verify-1"))
    data = attached(built.pdf)
    jsonschema.validate(json.loads(data[REPORT]), schema("report-3"))
    jsonschema.validate(json.loads(data[MANIFEST]), schema("manifest-2"))
    jsonschema.validate(json.loads(data[EVALUATION]), schema("evaluation-1"))


def test_another_file_than_the_issued_one_is_named(built):
    verification = verify(built.pdf, issued_sha256="0" * 64)
    assert not verification.valid
    assert verification.of("issued").ok is False


def test_without_the_workspace_it_says_that_origin_is_not_proved(built):
    assert "origin" in verify(built.pdf).of("issued").detail


def test_any_changed_byte_makes_it_fail(built):
    chance = random.Random(7)
    places = [0, 8, len(built.pdf) - 1, len(built.pdf) - 40, built.pdf.rindex(b"/ID")]
    places += [chance.randrange(len(built.pdf)) for _ in range(times(40))]
    for place in places:
        changed = bytearray(built.pdf)
        changed[place] ^= 1 << chance.randrange(8)
        assert not verify(bytes(changed)).valid, place


def test_bytes_cut_off_or_added_make_it_fail(built):
    assert not verify(built.pdf[:-1]).valid
    assert not verify(built.pdf + b"\n").valid
    assert not verify(built.pdf[: len(built.pdf) // 2]).valid


def test_a_forged_page_is_found_even_when_the_file_is_sealed_again(built):
    with pikepdf.open(io.BytesIO(built.pdf)) as document:
        content = document.pages[1].Contents
        content.write(content.read_bytes() + b"\n% touched\n")
        output = io.BytesIO()
        document.save(output, deterministic_id=True, min_version="1.7")
    forged = sealed(output.getvalue())
    assert "file" not in failed(forged)
    assert "pages" in failed(forged)


def test_a_forged_score_is_found_even_when_every_digest_fits(built):
    data = json.loads(attached(built.pdf)[EVALUATION])
    data["scores"][0] = {"candidate": "northwind", "criterion": "inbox", "level": "Basic"}
    assert {"data", "ranking"} <= failed(changed(built.pdf, EVALUATION, json.dumps(data).encode()))


def test_a_table_that_says_something_else_than_the_evaluation_is_found_even_when_every_digest_fits(built):
    table = attached(built.pdf)[MATRIX]
    assert b"Northwind Desk" in table
    forged = changed(built.pdf, MATRIX, table.replace(b"Northwind Desk", b"Northwind Mail"))
    assert verify(forged).of("data").detail == "The attached matrix.csv says something else than the evaluation."


def test_a_report_without_its_table_is_not_whole(built):
    with pikepdf.open(io.BytesIO(built.pdf)) as document:
        del document.attachments[MATRIX]
        output = io.BytesIO()
        document.save(output, deterministic_id=True, min_version="1.7")
    assert failed(sealed(output.getvalue())) == {"data"}


def test_a_forged_ranking_is_found(built):
    data = json.loads(attached(built.pdf)[REPORT])
    data["outcome"]["ranking"][0]["score"] += 5
    forged = with_attachment(built.pdf, REPORT, json.dumps(data).encode())
    assert "ranking" in failed(forged)


def test_a_forged_figure_is_found(built):
    def change(manifest):
        figure = next(one for one in manifest["figures"] if one["path"] == "score/northwind")
        figure["printed"] = "86.0"

    assert "figures" in failed(forged_manifest(built.pdf, change))


def test_a_figure_on_the_wrong_page_is_found(built):
    def change(manifest):
        figure = next(one for one in manifest["figures"] if one["path"] == "cost/contoso" or one["path"] == "share")
        figure["page"] = 1

    assert "figures" in failed(forged_manifest(built.pdf, change))


def test_a_share_may_differ_by_one_point_and_no_more(built):
    def by(points):
        def change(manifest):
            for one in manifest["figures"]:
                if one["path"] == "share":
                    one["printed"] = f"{int(one['printed'].split()[0]) + points} %"

        return change

    told = verify(forged_manifest(built.pdf, by(1))).of("figures").detail
    assert "not printed on page" in told  # the share itself is accepted, the page says another
    assert "not what the attached data give" in verify(forged_manifest(built.pdf, by(2))).of("figures").detail


@pytest.mark.parametrize(("one", "other", "close"), [
    ("100 %", "99.9 %", True), ("99.9 %", "99 %", True), ("99.9 %", "98 %", False), ("about", "1 %", False),
])  # fmt: skip
def test_shares_are_compared_with_their_decimals(one, other, close):
    assert close_shares(one, other, language_for("en")) is close


@pytest.mark.parametrize(("shown", "ok"), [
    ("2 % für 漢字", True), ("2 % für □□", True), ("2 % für 漢□", True),
    ("2 % für 仮字", False), ("2 % für ", False), ("3 % für 漢字", False),
])  # fmt: skip
def test_what_no_shipped_face_has_is_a_box_or_itself(shown, ok, monkeypatch):
    paid = SnapshotInterest("northwind", InterestKind.REFERRAL, "2 % für 漢字")
    told = (paid, *sample_snapshot().interests[1:])
    others = "".join(one.basis for one in told[1:])
    monkeypatch.setattr(PrintedPages, "_texts", [f"{shown}, {others}"])
    assert compare_disclosure(PrintedPages(b""), sample_snapshot(interests=told)).ok is ok


def test_a_removed_interest_is_found(built):
    data = json.loads(attached(built.pdf)[REPORT])
    data["snapshot"]["interests"] = data["snapshot"]["interests"][1:]
    assert "data" in failed(with_attachment(built.pdf, REPORT, json.dumps(data).encode()))


def test_who_is_not_disclosed_is_named_or_counted():
    snapshot = sample_snapshot()
    for left_out, whom in ((("tailspin",), "Tailspin CRM"), (("tailspin", "fabrikam"), "2 candidates")):
        told = tuple(one for one in snapshot.interests if one.candidate not in left_out)
        check = compare_disclosure(PrintedPages(b""), replace(snapshot, interests=told))
        assert (check.ok, check.detail) == (False, f"Interests are not disclosed for {whom}.")


def test_who_shares_the_first_place_is_not_said_to_be_first(built):
    assert verify(built.pdf).of("ranking").detail.endswith("agrees; Northwind Desk is first.")
    problem = sample_problem()
    kept = tuple(cell for cell in problem.cells if cell.candidate != "contoso")
    same = tuple(replace(cell, candidate="contoso") for cell in kept if cell.candidate == "northwind")
    level = replace(problem, cells=(*kept, *same))
    tied = reports.build(sample_snapshot(problem=level, result=evaluate(level)))
    detail = verify(tied.pdf).of("ranking").detail
    assert detail.endswith("agrees; Northwind Desk shares the first place.")


def test_a_pdf_of_another_program_is_no_report():
    document = pikepdf.new()
    document.add_blank_page()
    output = io.BytesIO()
    document.save(output)
    verification = verify(output.getvalue())
    assert not verification.valid
    assert "not a report" in verification.of("readable").detail


def test_an_attachment_that_inflates_without_end_is_refused(built):
    forged = with_attachment(built.pdf, REPORT, b" " * 40_000_000)
    assert "more data" in verify(forged).of("readable").detail


@given(st.binary(max_size=400))
def test_arbitrary_bytes_get_an_answer(data):
    assert not verify(data).valid
    assert not verify(b"%PDF-1.7\n" + data).valid


@tried(6)
@given(data=st.data())
def test_attached_json_of_any_shape_gets_an_answer(built, data):
    name = data.draw(st.sampled_from([EVALUATION, REPORT, MANIFEST]))
    whole = json.loads(attached(built.pdf)[name])
    key = data.draw(st.sampled_from(sorted(whole)))
    whole[key] = data.draw(
        st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=4)
    )
    assert not verify(with_attachment(built.pdf, name, json.dumps(whole).encode())).valid
