"""Profiles are data: strict to read, the same when written and read again, honest about their headers."""

from __future__ import annotations

from importlib import resources

import pytest

from consultant_desk.errors import UserError
from consultant_desk.imports.statements.profile import HeaderStatus, Profile
from consultant_desk.imports.statements.profile_toml import read_profile
from consultant_desk.imports.statements.profile_writing import write_profile
from consultant_desk.imports.statements.shipped import shipped_profiles

SMALL = """
key = "small"
title = "Small"
[headers]
required = ["Day", "Earned"]
[fields]
date = ["Day"]
amount = ["Earned"]
[[status]]
approval = "approved"
when = [{ column = "Earned", filled = true }]
"""
WANTED = (
    "awin cj cj_api impact rakuten shareasale amazon_us amazon_uk amazon_es amazon_bounty partnerstack clickbank "
    "rewardful firstpromoter tapfiliate refersion dub ebay_epn paypal_us paypal_eu wise stripe ofx generic generic_de"
)
KNOWN = {profile.key: profile for profile in shipped_profiles()}


def test_every_source_of_the_design_has_a_profile() -> None:
    assert {*WANTED.split()} <= {*KNOWN}


@pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.key)
def test_a_shipped_profile_survives_being_written_and_read(profile: Profile) -> None:
    assert read_profile(write_profile(profile)) == profile


@pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.key)
def test_a_shipped_profile_is_named_after_its_key_and_says_where_its_headers_come_from(profile: Profile) -> None:
    assert resources.files("resources.statements").joinpath(f"{profile.key}.toml").is_file()
    assert profile.header_source
    assert profile.notes or profile.key == "ofx"


@pytest.mark.parametrize(
    ("status", "keys"),
    [
        (
            HeaderStatus.VERIFIED,
            "cj rakuten shareasale amazon_us amazon_uk dub paypal_us paypal_eu paypal_uk wise stripe ofx",
        ),
        (
            HeaderStatus.DOCUMENTED,
            "awin cj_api impact partnerstack clickbank rewardful firstpromoter tapfiliate refersion ebay_epn",
        ),
        (HeaderStatus.UNVERIFIED, "amazon_es amazon_bounty"),
        (HeaderStatus.OWN, "generic generic_de"),
    ],
)
def test_a_profile_is_honest_about_its_headers(status: HeaderStatus, keys: str) -> None:
    assert {key for key, profile in KNOWN.items() if profile.header_status is status} == {*keys.split()}


def test_the_least_profile_is_enough() -> None:
    profile = read_profile(SMALL)
    assert (profile.key, profile.required, profile.header_status) == ("small", ("Day", "Earned"), HeaderStatus.OWN)
    assert read_profile(write_profile(profile)) == profile


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("", 'colour = "red"\n'), "colour is not a key of a profile"),
        (('key = "small"', ""), "key is missing"),
        (('key = "small"', 'key = "Not Small"'), "key is “Not Small”"),
        (('key = "small"', "key = 5"), "key is 5"),
        (('title = "Small"', 'title = "Small"\nrole = "boss"'), "role is “boss”"),
        (('required = ["Day", "Earned"]', "required = []"), "headers.required is empty"),
        (('required = ["Day", "Earned"]', 'required = ["Day", 3]'), "headers.required holds 3"),
        (('date = ["Day"]', ""), "fields.date is missing"),
        (('amount = ["Earned"]', 'amount = ["Earnd"]'), "fields.amount names the column “Earnd”"),
        (('date = ["Day"]', 'date = ["Day"]\nprice = ["Day"]'), "fields.price is not a key"),
        (('approval = "approved"', 'approval = "fine"'), "status 1.approval is “fine”"),
        (('approval = "approved"', 'approval = "approved"\nwhy = "so"'), "status 1.why is not a key"),
        (("filled = true", 'filled = "yes"'), "status 1.when 1.filled is 'yes'"),
        ((", filled = true", ""), "status 1.when 1 does not say what to test"),
        (('column = "Earned", filled = true', 'sign = "up"'), "status 1.when 1.sign is “up”"),
        (("[fields]", '[dates]\nformats = ["%d.%m"]\n[fields]'), "dates.formats holds “%d.%m”"),
        (("[fields]", '[dates]\nzone = "Mars/Base"\n[fields]'), "dates.zone is “Mars/Base”"),
        (("[fields]", '[dates]\nzone = "../../etc/passwd"\n[fields]'), "dates.zone is"),
        (("[fields]", '[dates]\nlanguages = ["tlh"]\n[fields]'), "dates.languages holds “tlh”"),
        (("[fields]", '[amounts]\ndecimal = ";"\n[fields]'), "amounts.decimal is “;”"),
        (("[fields]", '[amounts]\ngroup = "."\n[fields]'), "amounts.group is “.”"),
        (("[fields]", '[amounts]\nunit = "dozen"\n[fields]'), "amounts.unit is “dozen”"),
        (("[fields]", '[amounts]\ncurrency = "Euro"\n[fields]'), "amounts.currency is “Euro”"),
        (("[fields]", '[file]\ndelimiter = "::"\n[fields]'), "file.delimiter is “::”"),
        (("[fields]", '[file]\nencoding = "rot13"\n[fields]'), "file.encoding is “rot13”"),
        (("[fields]", '[identity]\nfingerprint = ["status"]\n[fields]'), "identity.fingerprint holds “status”"),
        (("[fields]", '[headers.aliases]\n"Dai" = ["Day"]\n[fields]'), "headers.aliases.Dai is no column"),
        (("[fields]", "[fields"), "is not TOML"),
    ],
)
def test_a_fault_in_a_profile_is_told_with_its_place(change: tuple[str, str], place: str) -> None:
    old, new = change
    text = SMALL.replace(old, new, 1) if old else new + SMALL
    with pytest.raises(UserError) as told:
        read_profile(text, "own.toml")
    assert f"own.toml: {place}" in told.value.happened or f"own.toml {place}" in told.value.happened
    assert told.value.faults


@pytest.mark.parametrize("text", ["", "a = " + "[" * 100_000, "x" * 300_000, "key = 1\nkey = 2", "\0"])
def test_what_is_no_profile_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_profile(text)
