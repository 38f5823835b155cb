"""A key made here, for a commission whose source gives it none, is not taken for a reference of the source."""

import pytest

from consultant_desk.domain.earnings.identity import is_by_hand, source_key


@pytest.mark.parametrize(
    "key", ["hand-062d7992f8d6", "exchange-062d7992f8d6", "h:56316f2c56316f2c56316f2c", "amz:0123456789abcdef01234567"]
)
def test_keys_made_here_are_no_keys_of_a_source(key):
    assert source_key(key) == ""
    assert is_by_hand(key) == key.startswith("hand-")


@pytest.mark.parametrize("key", ["259630313", "hand-made", "h:12", "56316f2c56316f2c56316f2c", "NW-0000148", ""])
def test_keys_of_a_source_stay(key):
    assert source_key(key) == key
    assert not is_by_hand(key)
