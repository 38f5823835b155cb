"""What files do to importers: each trap is read right, or kept with its reason, or refused with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.statement import StatementLine, Trouble
from consultant_desk.domain.earnings.states import Approval, Kind, ReversalShape
from consultant_desk.errors import UserError
from consultant_desk.imports.statements import source
from consultant_desk.imports.statements.reading import read_statement
from consultant_desk.imports.statements.recognise import describe_headers
from tests.effort import tried
from tests.imports.statements.support import HEADER, PROFILES, known, read

GOOD = "T1,2026-02-01,Coffee,5.00,EUR,approved"
GERMAN = "Beleg-Nr.;Datum;Händler;Provision;Währung;Status\r\nR-1;01.02.2026;Müller;1.234,56;EUR;bestätigt\r\n"


def line(row: str, header: str = HEADER) -> StatementLine:
    (only,) = read(f"{header}\n{row}\n").lines
    return only


@pytest.mark.parametrize(
    ("row", "trouble", "detail"),
    [
        ("T1,2026-02-01,Coffee,5.00,EUR,locked", Trouble.UNKNOWN_STATUS, "locked"),
        ("T1,2026-02-01,Coffee,5.00,EUR,", Trouble.UNKNOWN_STATUS, ""),
        ("T1,2026-02-01,Coffee,5.00,,approved", Trouble.NO_CURRENCY, "5.00"),
        ("T1,2026-02-01,Coffee,5.00,Taler,approved", Trouble.UNKNOWN_CURRENCY, "Taler"),
        ("T1,2026-02-01,Coffee,100,points,approved", Trouble.NOT_MONEY, "points"),
        ("T1,2026-02-01,Coffee,five,EUR,approved", Trouble.NOT_A_NUMBER, "five"),
        ("T1,2026-02-01,Coffee,,EUR,approved", Trouble.NO_AMOUNT, ""),
        ('T1,2026-02-01,Coffee,"5,00",EUR,approved', Trouble.NOT_A_NUMBER, "5,00"),
        ("T1,2026-02-01,Coffee,5.005,EUR,approved", Trouble.TOO_PRECISE, "5.005"),
        ("T1,01/02/2026,Coffee,5.00,EUR,approved", Trouble.NOT_A_DATE, "01/02/2026"),
        ("T1,,Coffee,5.00,EUR,approved", Trouble.NOT_A_DATE, ""),
        ("T1,2026-02-01,Coffee,$5.00,EUR,approved", Trouble.OTHER_CURRENCY, "$5.00"),
        ("T1,2026-02-01,Coffee, Tea,5.00,EUR,approved", Trouble.CUT_OFF, "7 cells for 6 columns"),
    ],
)
def test_a_line_that_cannot_be_taken_is_kept_with_its_reason_and_counts_nothing(
    row: str, trouble: Trouble, detail: str
) -> None:
    found = line(row)
    assert (found.trouble, found.detail, found.effect_minor) == (trouble, detail, 0)
    assert (found.line, found.external_id) == (2, "T1")


def test_the_amount_of_a_held_line_is_kept_where_it_could_be_read() -> None:
    assert line("T1,2026-02-01,Coffee,5.00,EUR,locked").amount_minor == 500


def test_a_good_line_among_bad_ones_counts() -> None:
    bad = "T2,2026-02-01,Coffee,5.00,EUR,locked"
    assert [one.effect_minor for one in read(f"{HEADER}\n{bad}\n{GOOD}\n{bad}\n").lines] == [0, 500, 0]


def test_currencies_without_and_with_three_decimals_are_exact() -> None:
    rows = ["T1,2026-02-01,A,1500,JPY,approved", "T2,2026-02-01,A,1.250,KWD,approved"]
    assert [one.amount_minor for one in read("\n".join([HEADER, *rows])).lines] == [1500, 1250]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_umlauts_survive_every_encoding_they_come_in(encoding: str) -> None:
    (found,) = read(GERMAN.encode(encoding), "generic_de").lines
    assert (found.program, found.amount_minor, found.approval) == ("Müller", 123456, Approval.APPROVED)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_is_found_out(delimiter: str, ending: str) -> None:
    text = ending.join([HEADER, GOOD, GOOD.replace("T1", "T2")]).replace(",", delimiter) + ending
    assert [one.external_id for one in read(text).lines] == ["T1", "T2"]


@pytest.mark.parametrize("above", range(10))
def test_headers_may_stand_in_any_of_the_first_ten_lines(above: int) -> None:
    title = "".join(f"Report of the month, part {number}\n" for number in range(above))
    (found,) = read(f"{title}{HEADER}\n{GOOD}\n").lines
    assert found.line == above + 2


def test_headers_below_the_tenth_line_are_not_looked_for() -> None:
    with pytest.raises(UserError):
        read("Title\n" * 10 + f"{HEADER}\n{GOOD}\n")


def test_headers_are_known_in_any_case_with_any_blanks() -> None:
    (found,) = read(f"\ufeff transaction_id ,DATE,Pro gram,commission,CURRENCY,status\n{GOOD}\n").lines
    assert (found.external_id, found.program) == ("T1", "Coffee")


def test_a_header_that_stands_twice_is_told() -> None:
    statement = read(f"{HEADER},Commission\n{GOOD},7.00\n")
    assert statement.lines[0].amount_minor == 500
    assert "“Commission” stands there twice" in statement.warnings[0]


def test_title_rows_and_totals_are_no_income() -> None:
    text = f"Statement of September\nCurrency: EUR\n\n{HEADER}\n{GOOD}\nTotal,,,5.00,EUR,\n,,Grand total,5.00,EUR,\n"
    lines = read(text).lines
    assert [(one.ignored, one.effect_minor, one.trouble) for one in lines] == [
        ("", 500, None),
        ("total", 0, None),
        ("total", 0, None),
    ]


@pytest.mark.parametrize(("total", "told"), [("10.00", False), ("15.00", True)])
def test_a_total_that_the_lines_do_not_add_up_to_is_told(total: str, told: bool) -> None:
    statement = read(f"{HEADER}\n{GOOD}\n{GOOD}\nTotal,,,{total},EUR,\n")
    expected = ("The file states a total of 15.00 EUR, but its lines add up to 10.00 EUR.",) if told else ()
    assert statement.warnings == expected


def test_a_line_in_another_currency_than_the_file_declares_is_held() -> None:
    text = f"Currency: EUR\n{HEADER}\n{GOOD}\nT2,2026-02-01,Coffee,5.00,USD,approved\n"
    assert [one.trouble for one in read(text).lines] == [None, Trouble.OTHER_CURRENCY]


def test_a_currency_that_the_file_declares_stands_in_where_lines_have_none() -> None:
    text = f"Currency: EUR\n{HEADER}\nT1,2026-02-01,Coffee,5.00,,approved\n"
    assert (read(text).lines[0].currency, read(text).lines[0].trouble) == ("EUR", None)


def test_the_account_s_currency_stands_in_where_the_file_has_none() -> None:
    text = f"{HEADER}\nT1,2026-02-01,Coffee,5.00,,approved\n"
    assert read(text).lines[0].trouble is Trouble.NO_CURRENCY
    assert (read(text, currency="GBP").lines[0].currency, read(text, currency="GBP").lines[0].trouble) == ("GBP", None)


def test_lines_of_another_account_are_held() -> None:
    text = f"{HEADER},Account ID\n{GOOD},A\n{GOOD},B\n"
    assert [one.trouble for one in read(text, account="A").lines] == [None, Trouble.OTHER_ACCOUNT]
    assert [one.trouble for one in read(text).lines] == [None, None]
    assert read(text).account == "A"
    assert "lines of 2 accounts: A, B" in read(text).warnings[0]


def test_identical_lines_without_an_id_are_the_first_and_the_second() -> None:
    header = HEADER.removeprefix("Transaction ID,")
    row = GOOD.removeprefix("T1,")
    first, second = read(f"{header}\n{row}\n{row}\n").lines
    assert (first.occurrence, second.occurrence) == (1, 2)
    assert first.external_id != second.external_id
    assert first.external_id.startswith("h:")


def test_a_line_without_its_id_is_known_by_its_content_whatever_its_status() -> None:
    pending, paid = (line(f",2026-02-01,Coffee,5.00,EUR,{status}") for status in ("pending", "paid"))
    assert pending.external_id == paid.external_id
    assert line(",2026-02-01,Coffee,5.00,EUR,locked").external_id == paid.external_id


def test_the_same_id_twice_in_a_file_stays_two_lines_of_one_id() -> None:
    lines = read(f"{HEADER}\n{GOOD}\n{GOOD.replace('approved', 'paid')}\n").lines
    assert [one.external_id for one in lines] == ["T1", "T1"]


def test_a_negative_line_takes_back_whatever_its_status_is() -> None:
    for status in ("approved", "declined", "reversed"):
        found = line(f"T1,2026-02-01,Coffee,-5.00,EUR,{status}")
        assert (found.kind, found.shape, found.effect_minor) == (Kind.CLAWBACK, ReversalShape.ENTRY, -500)
        assert found.approval is Approval.APPROVED


def test_a_reversal_whose_original_is_older_than_the_file_names_nobody() -> None:
    header = "Commission ID,Transaction ID,Event Date,Status,Advertiser Name,Order ID,Publisher Commission (EUR)"
    (found,) = read(f"{header}\n9,77,02-Sep-2026 10:00:00,corrected,Nimbus,O-1,-15.00\n", "cj").lines
    assert (found.reverses, found.order_ref, found.effect_minor, found.currency) == ("", "O-1", -1500, "EUR")


def test_a_spreadsheet_s_guard_is_taken_off_texts_and_amounts() -> None:
    found = line("'+T1,2026-02-01,'=Coffee,'-5.00,EUR,approved")
    assert (found.external_id, found.program, found.amount_minor) == ("+T1", "=Coffee", -500)


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert line("T1,2026-02-01,'s Hertogenbosch,5.00,EUR,approved").program == "'s Hertogenbosch"


def test_cells_of_several_lines_keep_the_numbers_of_lines_right() -> None:
    text = f'{HEADER},Note\n{GOOD},"one\r\ntwo\nthree"\n\n{GOOD},plain\n'
    assert [(one.line, one.reason) for one in read(text).lines] == [(2, "one\r\ntwo\nthree"), (6, "plain")]


def test_headers_that_come_again_are_no_line() -> None:
    lines = read(f"{HEADER}\n{GOOD}\n{HEADER}\n{GOOD}\n").lines
    assert [(one.line, one.trouble) for one in lines] == [(2, None), (4, None)]


def test_blank_lines_are_no_lines() -> None:
    assert len(read(f"{HEADER}\n\n{GOOD}\n , ,,,,\n\n").lines) == 1


@pytest.mark.parametrize("end", ["", "T2,2026-02-01,Coff", "T2,2026-02-01,Coffee,5.00,EUR"])
def test_a_file_cut_off_in_a_line_holds_that_line(end: str) -> None:
    lines = read(f"{HEADER}\n{GOOD}\n{end}").lines
    assert [one.trouble for one in lines] == ([None, Trouble.CUT_OFF] if end else [None])
    assert sum(one.effect_minor for one in lines) == 500


def test_a_file_cut_off_in_quotes_holds_that_line() -> None:
    *_, last = read(f'{HEADER},Note\n{GOOD},fine\n{GOOD},"half a no').lines
    assert (last.trouble, last.detail, last.effect_minor) == (
        Trouble.CUT_OFF,
        "a quote is open where the file ends",
        0,
    )


def test_a_quote_that_swallows_lines_is_refused_with_its_line() -> None:
    with pytest.raises(UserError, match="line 2 begins a quoted text that never ends"):
        read(f'{HEADER}\n"T1,2026-02-01,Coffee,5.00,EUR,approved\n{GOOD}\n{GOOD}\n')


def test_a_quote_that_swallows_half_the_file_is_refused() -> None:
    with pytest.raises(UserError, match="holds a text without an end"):
        read(f'{HEADER}\n"T1,2026-02-01,Coffee,5.00,EUR,approved\n' + f"{GOOD}\n" * 10_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_cut_off_in_a_character_is_never_taken_whole(encoding: str) -> None:
    data = (GERMAN.removesuffix("bestätigt\r\n") + "bestä").encode(encoding)[:-1]
    try:
        lines = read(data, "generic_de").lines
    except UserError:
        return
    assert lines[-1].trouble is Trouble.CUT_OFF


def test_the_last_line_needs_no_line_end() -> None:
    assert [one.trouble for one in read(f"{HEADER}\n{GOOD}").lines] == [None]


@pytest.mark.parametrize(
    ("last", "cut"), [("125.00", False), ("12.50", False), ("125.0", True), ("125", True), ("1", True)]
)
def test_a_last_amount_with_fewer_decimals_than_the_one_above_may_be_cut_short(last: str, cut: bool) -> None:
    header = "Transaction ID,Date,Currency,Status,Commission"
    text = f"{header}\nT1,2026-02-01,EUR,paid,7.50\nT2,2026-02-01,EUR,paid,{last}"
    assert [one.trouble for one in read(text).lines] == [None, Trouble.CUT_OFF if cut else None]
    assert [one.trouble for one in read(text + "\n").lines] == [None, None]


def test_a_quote_in_the_middle_of_a_cell_is_a_quote() -> None:
    assert line('T1,2026-02-01,13" Screens,5.00,EUR,approved').program == '13" Screens'


def test_unknown_columns_are_refused_with_those_read() -> None:
    with pytest.raises(UserError) as told:
        read("Name,Age\nAda,36\n", "awin")
    assert "commissionStatus" in told.value.happened
    assert "Its columns are: Name, Age." in told.value.hint
    assert known("Name,Age\nAda,36\n") == []
    assert describe_headers(b"Title\nName,Age\nAda,36\n", "x.csv").names == ("Name", "Age")


def test_one_missing_column_is_named() -> None:
    with pytest.raises(UserError, match="does not have the columns of Awin: paidToPublisher is missing"):
        read(
            "id,advertiserId,commissionStatus,commissionAmount.amount,commissionAmount.currency,transactionDate\n",
            "awin",
        )


def test_a_statement_without_lines_is_one() -> None:
    statement = read(f"{HEADER}\n")
    assert (len(statement.lines), statement.period_from, statement.known) == (0, "", 6)


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"\n\n \r\n", b"\0\0\0", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04aaaa"]
)
def test_what_is_no_statement_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        read(data)


def test_a_file_beyond_the_limit_of_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 100)
    with pytest.raises(UserError, match="is larger than 0 MB"):
        read(f"{HEADER}\n{GOOD}\n" * 3)


@pytest.mark.parametrize("row", ["T,2026-02-01,A,5.00,EUR,paid\n", "\n", "\r", "a\r\n"])
def test_two_million_lines_are_refused_before_they_are_read(row: str) -> None:
    with pytest.raises(UserError, match="holds more than 500,000 lines"):
        read(f"{HEADER}\n" + row * 2_000_000)


def test_half_a_million_lines_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_LINES", 3)
    assert len(read(f"{HEADER}\n" + f"{GOOD}\n" * 3).lines) == 3
    with pytest.raises(UserError, match="holds more than 3 lines"):
        read(f"{HEADER}\n" + f"{GOOD}\n" * 5)


def test_a_line_of_a_thousand_cells_is_refused() -> None:
    with pytest.raises(UserError, match="has 2000 cells in a line"):
        read(f"{HEADER}\n{GOOD}\n" + "x," * 1_999 + "x\n")


def test_reading_stops_when_asked_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(told) >= 2

    with pytest.raises(source.StatementCancelled):
        read_statement(
            f"{HEADER}\n{GOOD}\n".encode() + f"{GOOD}\n".encode() * 9_000,
            "big.csv",
            PROFILES["generic"],
            progress=lambda done, total: told.append((done, total)),
            cancelled=cancelled,
        )
    assert told == [(999, 9002), (1999, 9002)]
    assert len(asked) >= 3


def test_progress_ends_with_all_of_it() -> None:
    told: list[tuple[int, int]] = []
    text = f"{HEADER}\n" + f"{GOOD}\n" * 1_500
    read_statement(text.encode(), "x.csv", PROFILES["generic"], progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_dates_of_two_countries_are_told_apart_by_what_can_be_read() -> None:
    header = '"Date","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID"\n'
    row = '"{}","PDT","Awin","Payment","Completed","EUR","5.00","0.00","5.00","X"\n'
    assert known(header + row.format("09/20/2026"))[0] == "paypal_us"
    assert known(header + row.format("20/09/2026"))[0] == "paypal_uk"
    assert known(header + row.format("20/09/2026").replace("5.00", "5,00"))[0] == "paypal_eu"


def test_the_profile_of_a_source_goes_before_a_general_one() -> None:
    dub = "id,type,amount,earnings,currency,status,createdAt\ncm_1,sale,$5.00,$1.00,usd,paid,2026-09-01T10:00:00Z\n"
    assert known(dub)[0] == "dub"
    assert "generic" in known(dub)


def test_an_ordinary_bank_table_is_no_commission_statement() -> None:
    assert known("Date,Description,Amount,Currency\n2026-02-01,Rent,-500.00,EUR\n") == []


@given(st.lists(st.sampled_from(["approved", "pending", "paid", "declined", "locked", ""]), max_size=30))
def test_every_row_comes_out_once_in_its_order(statuses: list[str]) -> None:
    rows = [f"T{number},2026-02-01,Coffee,5.00,EUR,{status}" for number, status in enumerate(statuses)]
    lines = read("\n".join([HEADER, *rows, ""])).lines
    assert [one.external_id for one in lines] == [f"T{number}" for number in range(len(statuses))]
    assert [one.line for one in lines] == list(range(2, len(statuses) + 2))


@tried(20)
@given(st.integers(0, 2_200), st.integers(1, 1_200))
def test_lines_are_the_same_however_they_fall_into_batches(count: int, batch: int) -> None:
    header = HEADER.removeprefix("Transaction ID,")
    text = "\n".join([header, *(f"2026-02-{1 + number % 3:02},Coffee,5.00,EUR,paid" for number in range(count))]) + "\n"
    whole = read(text).lines
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("consultant_desk.imports.statements.text_source.BATCH", batch)
        assert list(read(text).lines) == list(whole)
