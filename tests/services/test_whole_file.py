"""A file is taken as it stood at one moment, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consultant_desk.errors import UserError
from consultant_desk.services.whole_file import read_whole
from tests.growing import grow_while_read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "statement.csv"
    path.write_bytes(b"0123456789")
    return path


@pytest.mark.parametrize(
    ("most", "read"), [(20, b"0123456789"), (10, b"0123456789"), (9, b"0123456789"), (4, b"01234")]
)
def test_a_file_is_read_whole_or_far_enough_to_see_that_it_is_too_large(file: Path, most: int, read: bytes) -> None:
    assert read_whole(file, most) == read


def test_an_empty_file_is_empty(file: Path) -> None:
    file.write_bytes(b"")
    assert read_whole(file, 10) == b""


def test_a_file_that_grows_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow_while_read(monkeypatch, file)
    with pytest.raises(UserError, match=r"statement\.csv changed while it was read"):
        read_whole(file, 100)


def test_a_file_that_is_touched_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([1_000, 2_000])
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        os.utime(file, ns=(0, next(times, 2_000)))
        return real(descriptor)

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(UserError, match="changed while it was read"):
        read_whole(file, 100)


def test_a_file_that_another_one_replaces_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        found = real(descriptor)
        other = file.with_name("saved aside")
        other.write_bytes(b"other bytes")
        other.replace(file)
        return found

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(UserError, match="changed while it was read"):
        read_whole(file, 100)
