from __future__ import annotations

import pytest

from consultant_desk.domain.sentences import ended


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A is first", "A is first."), ("A, closely followed by Contoso Co.", "A, closely followed by Contoso Co."),
        ("He said “no.”", "He said “no.”"), ("Really?", "Really?"), ("Desk (old)", "Desk (old)."),
    ],
)  # fmt: skip
def test_a_sentence_has_one_full_stop(text, sentence):
    assert ended(text) == sentence
