"""Order of rows among siblings as a text: a new text always fits between two others, so moving a row writes one row.

Variable-length integers with a fraction behind them, in base 62 and plain code-point order
(D. Greenspan, "Implementing Fractional Indexing", 2020): appending a thousand rows keeps the texts at four characters.
"""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SMALLEST = "A" + "0" * 26


def between(before: str | None, after: str | None) -> str:
    """Return a position after `before` and in front of `after`; None or empty text means there is no such neighbour.

    Two rows can hold the same position (one was in Trash when the other was added): then the result follows `before`
    as closely as can be. `ValueError` when a text is no position.
    """
    low, high = before or None, after or None
    for text in (low, high):
        if text is not None:
            _split(text)
    if low is not None and high is not None and low >= high:
        whole, fraction = _split(low)
        return whole + _middle(fraction, None)
    if low is None:
        return "a0" if high is None else _in_front(high)
    whole, fraction = _split(low)
    following = _increment(whole)
    if high is None:
        return following if following is not None else whole + _middle(fraction, None)
    high_whole, high_fraction = _split(high)
    if whole == high_whole:
        return whole + _middle(fraction, high_fraction)
    if following is not None and following < high:
        return following
    return whole + _middle(fraction, None)


def spread(count: int) -> list[str]:
    """Return `count` positions in order, as if appended one after the other."""
    found: list[str] = []
    for _ in range(count):
        found.append(between(found[-1] if found else None, None))
    return found


def _in_front(high: str) -> str:
    whole, fraction = _split(high)
    if whole == _SMALLEST:
        return whole + _middle("", fraction)
    return whole if fraction else _decrement(whole)


def _split(text: str) -> tuple[str, str]:
    """Return the integer, whose first letter tells its length, and the fraction."""
    head = text[0]
    if "a" <= head <= "z":
        length = ord(head) - ord("a") + 2
    elif "A" <= head <= "Z":
        length = ord("Z") - ord(head) + 2
    else:
        raise ValueError(f"{text!r} is no position")
    whole, fraction = text[:length], text[length:]
    if len(whole) < length or text == _SMALLEST or fraction.endswith("0") or not set(text) <= set(_DIGITS):
        raise ValueError(f"{text!r} is no position")
    return whole, fraction


def _middle(low: str, high: str | None) -> str:
    """Return a fraction between two fractions; None is 1. Neither ends in 0, nor does the result."""
    if high is not None:
        shared = 0
        while shared < len(high) and (low[shared] if shared < len(low) else "0") == high[shared]:
            shared += 1
        if shared:
            return high[:shared] + _middle(low[shared:], high[shared:])
    first = _DIGITS.index(low[0]) if low else 0
    last = _DIGITS.index(high[0]) if high is not None else len(_DIGITS)
    if last - first > 1:
        return _DIGITS[(first + last + 1) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return _DIGITS[first] + _middle(low[1:], None)


def _increment(whole: str) -> str | None:
    """Return the next integer; None after the largest."""
    head, digits = whole[0], list(whole[1:])
    for index in range(len(digits) - 1, -1, -1):
        if digits[index] != _DIGITS[-1]:
            digits[index] = _DIGITS[_DIGITS.index(digits[index]) + 1]
            return head + "".join(digits)
        digits[index] = _DIGITS[0]
    if head == "Z":
        return "a" + _DIGITS[0]
    if head == "z":
        return None
    following = chr(ord(head) + 1)
    return following + "".join([*digits, _DIGITS[0]] if following > "a" else digits[:-1])


def _decrement(whole: str) -> str:
    """Return the integer before; the smallest one has none and is never asked for."""
    head, digits = whole[0], list(whole[1:])
    for index in range(len(digits) - 1, -1, -1):
        if digits[index] != _DIGITS[0]:
            digits[index] = _DIGITS[_DIGITS.index(digits[index]) - 1]
            return head + "".join(digits)
        digits[index] = _DIGITS[-1]
    if head == "a":
        return "Z" + _DIGITS[-1]
    preceding = chr(ord(head) - 1)
    return preceding + "".join([*digits, _DIGITS[-1]] if preceding < "Z" else digits[:-1])
