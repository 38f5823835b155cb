"""A file no profile fits, read by what a person says its columns are, and kept as a profile for the next one."""

import pytest

from consultant_desk.errors import UserError
from consultant_desk.imports.statements.mapping import ColumnMapping
from consultant_desk.services.earnings.profiles import UnknownStatement, own_key

FILE = b"Wann;Wofuer;Wieviel;Stand\n03.02.2026;Team;1.234,50;bezahlt\n04.02.2026;Solo;10,00;offen\n"
MAPPING = ColumnMapping(
    {"date": "Wann", "product": "Wofuer", "amount": "Wieviel", "status": "Stand"},
    decimal=",",
    currency="EUR",
    date_formats=("%d.%m.%Y",),
)


def test_an_unknown_file_comes_with_its_headers_and_first_rows(desk):
    with pytest.raises(UnknownStatement) as refused:
        desk.statements.open(FILE, "provision.csv")
    assert refused.value.headers == ("Wann", "Wofuer", "Wieviel", "Stand")
    assert refused.value.rows[0][2] == "1.234,50"


def test_a_mapping_reads_it_and_changes_nothing(desk):
    opened = desk.statements.map(FILE, "provision.csv", MAPPING, title="Ledgerly GmbH")
    sheet = desk.statements.plan(opened)
    assert [row.amount.minor for row in sheet.rows if row.amount] == [123450, 1000]
    assert desk.earnings.overview().is_empty


def test_a_mapping_without_an_amount_is_refused(desk):
    with pytest.raises(UserError, match="no column for the amount"):
        desk.statements.map(FILE, "provision.csv", ColumnMapping({"date": "Wann"}))


def test_a_profile_that_was_kept_recognises_the_next_file(desk):
    desk.statements.keep_profile(desk.statements.map(FILE, "provision.csv", MAPPING, title="Ledgerly GmbH"))
    opened = desk.statements.open(FILE, "march.csv")
    assert (opened.profile.key, opened.profile.title) == ("own_ledgerly_gmbh", "Ledgerly GmbH")
    desk.undo()
    with pytest.raises(UnknownStatement):
        desk.statements.open(FILE, "march.csv")


def test_keeping_it_again_takes_the_place_of_the_former(desk):
    for currency in ("EUR", "CHF"):
        mapping = ColumnMapping(MAPPING.columns, ",", currency=currency, date_formats=("%d.%m.%Y",))
        desk.statements.keep_profile(desk.statements.map(FILE, "provision.csv", mapping, title="Ledgerly"))
    own = [one for one in desk.statements.profiles() if one.key.startswith("own_")]
    assert [one.currency for one in own] == ["CHF"]


@pytest.mark.parametrize(
    ("title", "key"),
    [("Ledgerly GmbH", "own_ledgerly_gmbh"), ("  Größe & Söhne!", "own_grosse_sohne"), ("報告", "own"), ("", "own")],
)
def test_a_title_gives_a_key_that_any_profile_may_have(title, key):
    assert own_key(title) == key
