from __future__ import annotations

import pytest

from consultant_desk.domain.sentences import ended


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A is first", "A is first."), ("A, closely followed by Contoso Co.", "A, closely followed by Contoso Co."),
        ("He said “no.”", "He said “no.”"), ("Really?", "Really?"), ("Desk (old)", "Desk (old)."),
        ("It is not told of Jira (Atlassian Inc.)", "It is not told of Jira (Atlassian Inc.)."),
        ("It fails Log-in (SSO, SAML “etc.”)", "It fails Log-in (SSO, SAML “etc.”)."),
    ],
)  # fmt: skip
def test_a_sentence_has_one_full_stop(text, sentence):
    assert ended(text) == sentence
