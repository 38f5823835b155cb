"""Bank statements: both kinds of OFX, cut off, or hostile."""

from __future__ import annotations

import pytest

from consultant_desk.domain.earnings.statement import LineRole, Trouble
from consultant_desk.domain.earnings.states import Payment
from consultant_desk.errors import UserError
from consultant_desk.imports.statements import source
from tests.imports.statements.support import known, read

HEAD = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRNRS>"
ACCOUNT = "<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>DE02</BANKACCTFROM><BANKTRANLIST><DTEND>20260930"
LINE = "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260924<TRNAMT>{amount}<FITID>{id}<NAME>{name}<MEMO></STMTTRN>"
END = "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"


def line(amount: str = "5.00", number: str = "1", name: str = "Loom") -> str:
    return LINE.format(amount=amount, id=number, name=name)


def statement(*lines: str) -> str:
    return HEAD + ACCOUNT + "".join(lines) + END


def test_a_transaction_is_money_moved_and_no_commission() -> None:
    (found,) = read(statement(line()), "ofx").lines
    assert (found.role, found.payment, found.cash_minor, found.effect_minor) == (LineRole.BANK, Payment.PAID, 500, 0)
    assert (found.external_id, found.account, found.line, found.label) == ("DE02|1", "DE02", 1, "bank_credit")


@pytest.mark.parametrize(("amount", "expected"), [("1234.50", 123450), ("1234,50", 123450), ("-0,05", -5), ("+7", 700)])
def test_an_amount_has_a_point_or_a_comma_and_no_groups(amount: str, expected: int) -> None:
    assert read(statement(line(amount)), "ofx").lines[0].amount_minor == expected


@pytest.mark.parametrize("amount", ["1,234.50", "1.234,50", "5.005", "", "five"])
def test_what_is_no_amount_is_held(amount: str) -> None:
    (found,) = read(statement(line(amount)), "ofx").lines
    assert found.trouble is not None
    assert found.cash_minor == 0


def test_names_are_unescaped_once() -> None:
    assert read(statement(line(name="A &amp; B &amp;lt; C")), "ofx").lines[0].program == "A & B &lt; C"


def test_two_lines_without_their_number_are_two() -> None:
    first, second = read(statement(line(number=""), line(number="")), "ofx").lines
    assert first.external_id != second.external_id
    assert (first.occurrence, second.occurrence) == (1, 2)


def test_a_file_of_two_accounts_keeps_them_apart() -> None:
    other = ACCOUNT.replace("DE02", "GB03").replace("EUR", "GBP")
    text = HEAD + ACCOUNT + line() + "</BANKTRANLIST></STMTRS>" + other + line() + END
    found = read(text, "ofx")
    assert [(one.external_id, one.currency) for one in found.lines] == [("DE02|1", "EUR"), ("GB03|1", "GBP")]
    assert "lines of 2 accounts" in found.warnings[0]
    assert [one.trouble for one in read(text, "ofx", account="DE02").lines] == [None, Trouble.OTHER_ACCOUNT]


def test_a_file_cut_off_in_a_transaction_holds_it() -> None:
    whole = statement(line(), line(number="2"))
    cut = whole[: whole.index("<FITID>2")]
    assert [one.trouble for one in read(cut, "ofx").lines] == [None, Trouble.CUT_OFF]


def test_a_file_cut_off_between_transactions_warns() -> None:
    assert "transactions may be missing" in read(HEAD + ACCOUNT + line(), "ofx").warnings[0]
    assert read(statement(line()), "ofx").warnings == ()


def test_a_transaction_inside_another_is_refused() -> None:
    with pytest.raises(UserError, match="begins inside another one"):
        read(statement(line().replace("<MEMO>", line())), "ofx")


@pytest.mark.parametrize(
    "bomb",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><OFX><STMTTRN><NAME>&b;</OFX>',
        '<OFX><!DOCTYPE x SYSTEM "file:///etc/passwd"><STMTTRN></STMTTRN></OFX>',
        "<OFX><![CDATA[<STMTTRN>]]></OFX>",
    ],
)
def test_entities_and_outside_documents_are_refused(bomb: str) -> None:
    with pytest.raises(UserError, match="declares entities"):
        read(bomb, "ofx")


def test_deep_nesting_costs_nothing() -> None:
    text = HEAD + "<A>" * 200_000 + ACCOUNT + line() + END
    assert len(read(text, "ofx").lines) == 1


def test_too_many_transactions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_LINES", 3)
    assert len(read(statement(*[line()] * 3), "ofx").lines) == 3
    with pytest.raises(UserError, match="more than 3 lines"):
        read(statement(*[line()] * 4), "ofx")


def test_a_bank_file_is_recognised_by_what_it_holds() -> None:
    assert known(statement(line()), "whatever.txt") == ["ofx"]
    assert known(statement(), "empty.ofx") == ["ofx"]
    assert "ofx" not in known("ACCTID,CURDEF,TRNTYPE,DTPOSTED,TRNAMT,FITID\n1,EUR,CREDIT,20260924,5.00,1\n")
