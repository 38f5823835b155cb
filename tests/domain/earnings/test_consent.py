"""The consent text: plain in four languages, certain where it is certain, and never changed under the same version."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.consent import EDITION, LANGUAGES, Tie, consent_text, version_of
from consultant_desk.domain.earnings.consent_words import TEXTS, Sentence
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.formats import Formats
from tests.effort import tried

GB = Formats("en_GB")
LOCALES = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR", "es": "es_ES"}
NORTHWIND = Tie("Northwind", InterestKind.AFFILIATE, "20 % of the first-year fees.", Money(51_840, "EUR"))
VERSIONS = {
    "en": "2026-11.en.7a6f51e4",
    "de": "2026-11.de.134ffbde",
    "fr": "2026-11.fr.7d5830dc",
    "es": "2026-11.es.24de6ff9",
}


def test_the_text_says_who_pays_how_much_and_that_the_price_is_the_same() -> None:
    assert consent_text("en", [NORTHWIND], 3, GB).text == (
        "I am paid by Northwind if you buy: 20 % of the first-year fees, about €518 for your size. "
        "You pay the same price.\n\nI also rated 3 products that pay me nothing."
        "\n\nI know this and agree that you advise me on these terms."
    )


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        (Tie("V", InterestKind.REFERRAL), "I am paid by V if you buy. You pay the same price."),
        (
            Tie("V", InterestKind.RESELLER, "10 %", price_changes=True),
            "I resell the product of V and earn on it if you buy: 10 %. You pay another price because of it.",
        ),
        (Tie("V", InterestKind.CLIENT), "V is a client of mine. You pay the same price."),
        (
            Tie("V", InterestKind.INVESTOR, "2 % of the shares"),
            "I hold a share in V: 2 % of the shares. You pay the same price.",
        ),
        (
            Tie("V", InterestKind.OTHER, "my brother works there"),
            "I have a tie to V: my brother works there. You pay the same price.",
        ),
        (
            Tie("V", InterestKind.AFFILIATE, expected=Money(1_250, "USD"), credited=True),
            (
                "I am paid by V if you buy: about US$12.50 for your size. You pay the same price. "
                "I credit to you what I am paid."
            ),
        ),
        (
            Tie("V {x}\n\n*y*", InterestKind.AFFILIATE, "{0} a\nb."),
            "I am paid by V {x} *y* if you buy: {0} a b. You pay the same price.",
        ),
    ],
)
def test_every_kind_of_tie(tie: Tie, said: str) -> None:
    assert consent_text("en", [tie], 1, GB).text.split("\n\n")[0] == said


def test_no_tie_is_said_as_well() -> None:
    assert consent_text("en", [Tie("V", InterestKind.NONE)], 4, GB).text.startswith(
        "No vendor pays me, whatever you choose."
    )
    assert "Every product I rated pays me." in consent_text("en", [NORTHWIND], 0, GB).text
    assert "I also rated 1 product that pays me nothing." in consent_text("en", [NORTHWIND], 1, GB).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_inserts(language: str) -> None:
    def inserts(text: str) -> set[str]:
        return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}

    assert list(TEXTS[language]) == list(Sentence)
    assert {key: inserts(text) for key, text in TEXTS[language].items()} == {
        key: inserts(text) for key, text in TEXTS["en"].items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_open_that_is_certain(language: str) -> None:
    hedges = r"\b(may|might|could|can|kann|können|könnte|möglich\w*|peut|pourrait|puede|podría|eventuell|éventuel\w*)\b"
    assert not re.search(hedges, " ".join(TEXTS[language].values()), re.IGNORECASE)


def test_who_words_a_sentence_anew_raises_the_edition() -> None:
    """These versions are in clients' records: change them only together with `EDITION`."""
    assert {language: version_of(language) for language in LANGUAGES} == VERSIONS
    assert all(version.startswith(EDITION) for version in VERSIONS.values())


@tried(20)
@given(
    st.sampled_from(LANGUAGES),
    st.lists(
        st.builds(Tie, st.text(max_size=20), st.sampled_from(InterestKind), st.text(max_size=20),
                  st.none() | st.builds(Money, st.integers(0, 10**9), st.sampled_from(["EUR", "JPY", "KWD"])),
                  st.booleans(), st.booleans()),
        max_size=4,
    ),
    st.integers(0, 5),
)  # fmt: skip
def test_any_tie_gives_one_paragraph(language: str, ties: list[Tie], free: int) -> None:
    text = consent_text(language, ties, free, Formats(LOCALES[language])).text
    paying = sum(tie.kind is not InterestKind.NONE for tie in ties)
    assert len(text.split("\n\n")) == paying + 2
