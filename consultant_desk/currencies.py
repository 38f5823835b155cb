"""The currencies of ISO 4217 and how many decimals each one's minor unit has; display is somebody else's matter.

Babel's display precision differs for a quarter of the currencies (IQD is shown without decimals and has three), so it
never decides what an amount is. Source: list one of ISO 4217, https://www.six-group.com/en/products-services/
financial-information/data-standards.html; metals, testing and "no currency" codes are left out.
"""

from __future__ import annotations

from types import MappingProxyType

_TWO = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
    "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV "
    "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD "
    "SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"
_PAST = {"ANG": 2, "CUC": 2, "CYP": 2, "EEK": 2, "HRK": 2, "LTL": 2, "LVL": 2, "MTL": 2, "ROL": 2, "SIT": 2, "SKK": 2,
         "SLL": 2, "TRL": 2, "ZWL": 2}  # fmt: skip
"""Withdrawn, but in statements and in the history of the ECB's rates."""

EXPONENTS = MappingProxyType(
    dict.fromkeys(_TWO.split(), 2)
    | dict.fromkeys(_NONE.split(), 0)
    | dict.fromkeys(_THREE.split(), 3)
    | dict.fromkeys(_FOUR.split(), 4)
    | _PAST
)
"""Decimals of the minor unit by code."""


def is_currency(code: str) -> bool:
    """Tell whether a text is the code of a currency, in capitals."""
    return code in EXPONENTS


def exponent(code: str) -> int:
    """Return the decimals of a currency's minor unit; `KeyError` for what is none, which no amount may carry."""
    return EXPONENTS[code]
