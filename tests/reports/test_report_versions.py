"""Reports live longer than programs: those of every earlier format verify, those of a later one are named."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from importlib.resources import files
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import jsonschema
import pytest

import reports
from consultant_desk.domain.brand import Brand, ExtraFont, Logo
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.report_options import ReportKind, ReportOptions
from consultant_desk.domain.snapshot import (
    ReportSnapshot,
    SnapshotAdoption,
    SnapshotChange,
    SnapshotCoverage,
    SnapshotFinalist,
    SnapshotNote,
    SnapshotSentence,
    SnapshotVersion,
)
from reports.attachments import matrix_file, report_file
from reports.report_format import MANIFEST, PRINTED, REPORT, REPORT_VERSION
from reports.verify import verify
from tests.reports.reading import attached, changed, forged_manifest
from tests.reports.sample import sample_problem, sample_snapshot

SAMPLES = Path(__file__).parent / "samples"
NEW = ("question", "long_list", "coverage", "finalists", "adoption", "versions", "sentences", "notes")


@pytest.fixture(scope="module")
def first() -> bytes:
    return (SAMPLES / "report-1-issued.pdf").read_bytes()


@pytest.fixture(scope="module")
def built() -> bytes:
    return reports.build(sample_snapshot()).pdf


def schema(name: str) -> dict[str, Any]:
    return json.loads((files("resources.schemas") / f"{name}.schema.json").read_text("utf-8"))


def with_report(pdf: bytes, change) -> bytes:
    report = json.loads(attached(pdf)[REPORT])
    change(report)
    return changed(pdf, REPORT, json.dumps(report).encode())


@pytest.mark.parametrize("name", sorted(file.name for file in SAMPLES.glob("report-*.pdf")))
def test_a_report_that_was_given_away_stays_valid(name):
    """The files are kept as they were written: of the format before, and of this one each kind."""
    pdf, version = (SAMPLES / name).read_bytes(), name.split("-")[1]
    verification = verify(pdf)
    assert verification.valid, verification
    jsonschema.validate(json.loads(attached(pdf)[REPORT]), schema(f"report-{version}"))
    manifest = json.loads(attached(pdf)[MANIFEST])
    jsonschema.validate(manifest, schema(f"manifest-{manifest['version']}"))


def test_a_report_of_every_format_and_kind_is_kept():
    kept = {file.stem for file in SAMPLES.glob("report-*.pdf")}
    assert {f"report-{REPORT_VERSION}-{kind.value}" for kind in ReportKind} <= kept
    assert {int(name.split("-")[1]) for name in kept} == set(range(1, REPORT_VERSION + 1))


@pytest.mark.parametrize("name", NEW)
def test_the_version_before_had_no_field_of_this_one(first, name):
    forged = with_report(first, lambda report: report["snapshot"].update({name: []}))
    assert "unknown keys" in verify(forged).of("data").detail


@pytest.mark.parametrize(("part", "name", "value"), [("brand", "header", ""), ("options", "kind", "memo")])
def test_nor_had_its_records(first, part, name, value):
    forged = with_report(first, lambda report: report["snapshot"][part].update({name: value}))
    assert "unknown keys" in verify(forged).of("data").detail


@pytest.mark.parametrize("name", ["credited", "has_programme", "applied_on"])
def test_interests_of_version_two_had_no_word_of_programmes(name):
    second = (SAMPLES / "report-2-recommendation.pdf").read_bytes()
    forged = with_report(second, lambda report: report["snapshot"]["interests"][0].update({name: ""}))
    assert "unknown keys" in verify(forged).of("data").detail


def test_interests_of_this_version_say_all_of_them(built):
    forged = with_report(built, lambda report: report["snapshot"]["interests"][0].pop("credited"))
    assert "credited: missing" in verify(forged).of("data").detail


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_every_field_has_to_be_there(built, name):
    forged = with_report(built, lambda report: report["snapshot"].pop(name))
    assert f"{name}: missing" in verify(forged).of("data").detail


def test_every_field_of_a_record_has_to_be_there(built):
    forged = with_report(built, lambda report: report["snapshot"]["options"].pop("kind"))
    assert "options.kind: missing" in verify(forged).of("data").detail


@pytest.mark.parametrize("change", [
    lambda report: report["snapshot"].update(secret="x"),
    lambda report: report["snapshot"]["brand"].update(secret="x"),
])  # fmt: skip
def test_unknown_keys_are_refused_in_both(first, built, change):
    assert "unknown keys" in verify(with_report(first, change)).of("data").detail
    assert "unknown keys" in verify(with_report(built, change)).of("data").detail


@pytest.mark.parametrize("version", [REPORT_VERSION + 1, 99])
def test_a_newer_format_is_said_to_be_of_a_newer_program(built, version):
    words = "A newer version of the program wrote this report; update this one to check it."
    assert verify(with_report(built, lambda report: report.update(version=version))).of("data").detail == words
    assert verify(forged_manifest(built, lambda data: data.update(version=version))).of("data").detail == words


@pytest.mark.parametrize("version", [0, -1, True, 1.5, "2", None])
def test_a_format_that_never_was_is_refused(built, version):
    verification = verify(with_report(built, lambda report: report.update(version=version)))
    assert verification.of("data").detail == "The attached data are of no format that this program knows."


def test_bytes_of_a_brand_are_never_attached():
    brand = replace(sample_snapshot().brand, logo=Logo(b"LOGO" * 9, 3, 4), extra_font=ExtraFont("Own", b"FONT" * 9))
    told = json.loads(report_file(sample_snapshot(brand=brand)))["snapshot"]["brand"]
    assert (told["logo"], told["extra_font"]) == (None, None)


def test_the_schema_knows_every_field_in_use():
    full = sample_snapshot(
        question="Which desk?",
        long_list=("Graphic Desk",),
        coverage=(SnapshotCoverage("northwind", 0, 1, Capability.ADD_ON, "From May.", ("E1",)),),
        finalists=(SnapshotFinalist("northwind", ("Small teams",), ("No app",), ("Call centres",)),),
        adoption=(SnapshotAdoption("Train", "Nobody asks twice", "2027-01-04"),),
        versions=(SnapshotVersion(1, "2026-11-21", "0" * 64, (SnapshotChange("Scores", "x"),)),),
        sentences=(SnapshotSentence("verdict", "Take it.", "It leads.", (("1.5", "lead"),)),),
        notes=(SnapshotNote("risks", "*Mind* this."),),
    )
    jsonschema.validate(json.loads(report_file(full)), schema(f"report-{REPORT_VERSION}"))


def described(wanted: Any, told: dict[str, Any], whole: dict[str, Any], where: str) -> None:
    """Hold the schema of a value against its type, field by field."""
    if "$ref" in told:
        told = whole["$defs"][told["$ref"].rpartition("/")[2]]
    origin = get_origin(wanted)
    if origin in {Union, UnionType}:
        wanted = next(one for one in get_args(wanted) if one is not NoneType)
        assert "null" in told["type"], where
        if told["type"] == "null":
            return  # bytes that stay out of the data
        origin = get_origin(wanted)
    if origin is tuple and get_args(wanted)[-1] is Ellipsis:
        assert told["type"] == "array", where
        described(get_args(wanted)[0], told["items"], whole, where + "[]")
    elif is_dataclass(wanted):
        hints = get_type_hints(wanted)
        names = {one.name for one in fields(wanted)}
        assert set(told["properties"]) == set(told["required"]) == names, where
        assert told["additionalProperties"] is False, where
        for name in names:
            described(hints[name], told["properties"][name], whole, f"{where}.{name}")
    elif isinstance(wanted, type) and issubclass(wanted, Enum):
        assert set(told["enum"]) == {one.value for one in wanted}, where


@pytest.mark.parametrize("kind", [Brand, ReportOptions])
def test_the_schema_says_what_the_records_are(kind):
    whole = schema(f"report-{REPORT_VERSION}")
    place = {Brand: "brand", ReportOptions: "options"}[kind]
    described(kind, whole["properties"]["snapshot"]["properties"][place], whole, place)


def test_the_schema_says_what_a_snapshot_is():
    whole = schema(f"report-{REPORT_VERSION}")
    told = whole["properties"]["snapshot"]
    assert set(told["required"]) == set(told["properties"]) == set(PRINTED)
    hints = get_type_hints(ReportSnapshot)
    for name in PRINTED:
        described(hints[name], told["properties"][name], whole, name)


def test_the_table_is_written_as_it_always_was():
    """`verify` writes it again and compares bytes: another layout needs another version of the manifest."""
    assert matrix_file(sample_problem()) == (SAMPLES / "matrix-2.csv").read_bytes()


def test_no_cell_of_the_table_is_a_formula():
    problem = sample_problem()
    names = ('=HYPERLINK("x")', "+1", "-1", "@SUM", "\tx", "\rx")
    criteria = tuple(replace(one, name=name) for one, name in zip(problem.criteria, names, strict=False))
    text = matrix_file(replace(problem, criteria=criteria + problem.criteria[len(names) :])).decode("utf-8-sig")
    for name in names[:4]:
        assert "'" + name.replace('"', '""') in text
    assert "'\tx" in text
    assert "'\rx" in text
