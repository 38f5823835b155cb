"""The currencies of ISO 4217 for the rules; the table itself lies below `formats`, which shows amounts by it."""

from consultant_desk.currencies import EXPONENTS, exponent, is_currency

__all__ = ["EXPONENTS", "exponent", "is_currency"]
