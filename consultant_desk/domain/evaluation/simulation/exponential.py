"""Exponential numbers from uniform ones with a logarithm whose every bit is the same on every machine.

`numpy.log` takes another path on each kind of processor, and the last digit follows. Here a number x = 2^k m with m in
[sqrt(1/2), sqrt(2)) is split by its bits, and log m = 2 artanh(s), s = (m - 1) / (m + 1), is summed as the odd powers
of s by Horner's rule: |s| < 0.172, so that the powers left out, from s^15 on, are under 2e-12 of the sum. Weights keep
26 bits, which is far less.
"""

from __future__ import annotations

import numpy as np

from consultant_desk.domain.evaluation.simulation.stream import Numbers

LOG_2 = 0.6931471805599453

_POWERS = tuple(2 / odd for odd in range(13, 0, -2))
"""Coefficients of s^13, s^11 … s in 2 artanh(s)."""

_MANTISSA = np.int64(0x000FFFFFFFFFFFFF)
_HALF_ROOT = np.int64(0x3FE6A09E00000000)
"""The bits of a number just under sqrt(1/2), its lower half zero: where the interval of m begins."""

_TO_ONE = np.int64(0x3FF0000000000000 - 0x3FE6A09E00000000)


def logarithm(numbers: Numbers) -> Numbers:
    """Return the natural logarithm of positive normal numbers to 2e-12 of it; any others give nonsense."""
    bits = numbers.view(np.int64) + _TO_ONE
    exponent = (bits >> np.int64(52)).astype(np.float64)
    exponent -= 1023.0
    bits &= _MANTISSA
    bits += _HALF_ROOT
    mantissa: Numbers = bits.view(np.float64)
    ratio = mantissa + 1.0
    mantissa -= 1.0
    np.divide(mantissa, ratio, out=ratio)
    square = np.multiply(ratio, ratio, out=mantissa)
    total = square * _POWERS[0]
    for power in _POWERS[1:-1]:
        total += power
        total *= square
    total += _POWERS[-1]
    total *= ratio
    exponent *= LOG_2
    total += exponent
    return total


def exponential(numbers: Numbers) -> Numbers:
    """Return standard exponential numbers, all above zero, from numbers strictly between 0 and 1."""
    drawn = logarithm(numbers)
    return np.negative(drawn, out=drawn)
