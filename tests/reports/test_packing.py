from __future__ import annotations

import io

import pikepdf
import pytest

from reports.packing import SavedFile, packed


def saved() -> bytes:
    output = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("endobj in a title")))
        pdf.Root.Kept = pdf.make_stream(b"endobj\nendstream", Note=pikepdf.String("3 0 obj"))
        pdf.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return output.getvalue()


def test_changed_and_added_objects_stand_in_the_packed_file_beside_the_others():
    file = SavedFile.read(saved())
    with pikepdf.open(io.BytesIO(file.data)) as before:
        root = before.Root.objgen[0]
    body = file.body(root).removesuffix(b">>") + b"/Added %d 0 R>>" % (file.size + 449)
    whole = packed(file, {root: body}, [f"<</Number {number}>>" for number in range(450)])
    with pikepdf.open(io.BytesIO(whole), attempt_recovery=False) as after:
        assert after.check_pdf_syntax() == []
        assert after.Root.Added.Number == 449
        assert after.Root.Kept.read_bytes() == b"endobj\nendstream"
        assert str(after.docinfo.Title) == "endobj in a title"
        assert len(after.pages) == 1


def test_the_same_objects_give_the_same_bytes():
    file = SavedFile.read(saved())
    assert packed(file, {}, ["<<>>"]) == packed(SavedFile.read(saved()), {}, ["<<>>"])


def test_a_file_of_another_form_is_refused():
    with pytest.raises(ValueError, match=r"substring|subsection|form"):
        SavedFile.read(saved().replace(b"/Size", b"/Sise"))
