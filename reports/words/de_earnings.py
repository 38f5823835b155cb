"""The German texts of an earnings statement."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        "section.earnings": "Aufstellung der Provisionen",
        "earnings.title": "{total} Einnahmen aus Provisionen, {period}",
        "earnings.title.unknown": "Einnahmen aus Provisionen, {period}",
        "earnings.title.none": "Keine Einnahmen aus Provisionen, {period}",
        "earnings.period": "{first} bis {last}",
        "earnings.lead.cash": (
            "Was vom {first} bis zum {last} gezahlt wurde, jede Provision am Tag ihrer Zahlung (Zufluss)."
        ),
        "earnings.lead.accrual": (
            "Was vom {first} bis zum {last} bestätigt wurde, abzüglich des in dieser Zeit Stornierten (Entstehung)."
        ),
        "earnings.by": (
            "Erstellt von {consultant} am {date}. Beträge stehen in der Währung, in der sie verdient wurden, und "
            "daneben in {base}."
        ),
        "earnings.by.nobody": (
            "Erstellt am {date}. Beträge stehen in der Währung, in der sie verdient wurden, und daneben in {base}."
        ),
        "earnings.kept": (
            "Auszahlungen dieser Zeit behielten {fees} an Gebühren und {tax} an Steuern ein; die Beträge oben "
            "sind davor."
        ),
        "earnings.missing.one": "{count} Bewegung hat keinen Kurs: Sie ist in keinem Betrag in {base} enthalten.",
        "earnings.missing.many": "{count} Bewegungen haben keinen Kurs: Sie sind in keinem Betrag in {base} enthalten.",
        "earnings.undated.one": "{count} Zahlung hat keinen bekannten Tag und zählt in keinem Jahr.",
        "earnings.undated.many": "{count} Zahlungen haben keinen bekannten Tag und zählen in keinem Jahr.",
        "earnings.of_statement.one": "{count} Zahlung hat keinen Tag außer dem ihrer Abrechnung und zählt an ihm.",
        "earnings.of_statement.many": (
            "{count} Zahlungen haben keinen Tag außer dem ihrer Abrechnung und zählen an ihm."
        ),
        "earnings.unexplained.one": (
            "{amounts} aus {count} Auszahlung sind durch keine Provision erklärt und stehen in keiner Tabelle."
        ),
        "earnings.unexplained.many": (
            "{amounts} aus {count} Auszahlungen sind durch keine Provision erklärt und stehen in keiner Tabelle."
        ),
        "earnings.payers": "Einnahmen nach Zahler und Land",
        "earnings.programmes": "Einnahmen nach Programm",
        "earnings.months": "Einnahmen nach Monat",
        "earnings.balances": "Offene Provisionen der Konten, vom Anfang zum Ende",
        "earnings.ages": "Offen am {date}, nach Alter in Tagen",
        "earnings.rates": "Verwendete Wechselkurse",
        "earnings.method": "Wie gezählt wird",
        "earnings.head.payer": "Zahler",
        "earnings.head.country": "Land",
        "earnings.head.currency": "Währung",
        "earnings.head.count": "Bewegungen",
        "earnings.head.amount": "Betrag",
        "earnings.head.fees": "Gebühren",
        "earnings.head.tax": "Steuer einbehalten",
        "earnings.head.base": "In {base}",
        "earnings.head.programme": "Programm",
        "earnings.head.month": "Monat",
        "earnings.head.account": "Konto",
        "earnings.head.opening": "Anfang",
        "earnings.head.earned": "Verdient",
        "earnings.head.reversed": "Storniert",
        "earnings.head.paid": "Gezahlt",
        "earnings.head.closing": "Ende",
        "earnings.head.ties": "Stimmt",
        "earnings.head.age": "Alter",
        "earnings.head.items": "Posten",
        "earnings.head.days": "Tage",
        "earnings.head.first": "Erster",
        "earnings.head.last": "Letzter",
        "earnings.head.lowest": "Tiefster",
        "earnings.head.highest": "Höchster",
        "earnings.head.own": "Eigene Kurse",
        "earnings.total": "Summe",
        "earnings.yes": "ja",
        "earnings.no": "nein",
        "earnings.no_rate": "kein Kurs",
        "earnings.none": "keine",
        "earnings.age.not_due": "nicht fällig",
        "earnings.age.no_date": "kein Datum bekannt",
        "earnings.age.over_": "über 90",
        "earnings.age.to_be_netted": "wird verrechnet",
        "earnings.balances.note": (
            "Anfang + verdient − storniert − gezahlt = Ende. Stimmt: Die Zahlen gehen auf und stimmen mit den "
            "gesondert summierten offenen Posten überein, wenn der Zeitraum bis heute reicht."
        ),
        "earnings.rates.note": (
            "Eine Einheit der Währung in {base} an den Tagen der Bewegungen; jeder Kurs steht in den Daten, die "
            "dieser Datei beiliegen."
        ),
        "earnings.lacking": "Kein Kurs für {currency} vom {first} bis zum {last}: {count} ausgelassen.",
        "earnings.lacking.day": "Kein Kurs für {currency} am {first}: {count} ausgelassen.",
        "earnings.rates.nothing": "Alles wurde in {base} verdient: Es wurde kein Kurs gebraucht.",
        "earnings.method.cash": (
            "Eine Provision zählt am Tag der Auszahlung, die sie bezahlt, sonst am Tag, an dem ihr Programm sie "
            "zuerst bezahlt nannte."
        ),
        "earnings.method.accrual": (
            "Eine Provision zählt am Tag, an dem ihr Programm sie zuerst bestätigt nannte, oder am Tag der "
            "Zahlung, wenn der früher war; Storniertes am Tag, an dem das gesehen wurde."
        ),
        "earnings.method.rates": (
            "Beträge sind zum Referenzkurs der Europäischen Zentralbank für den Tag umgerechnet oder zum letzten "
            "davor binnen sieben Tagen; von Hand eingegebene Kurse gehen vor. Jede gedruckte Zahl ist einmal "
            "gerundet, und Zahlen ergeben ihre Summe."
        ),
        "earnings.method.no_advice": "Dies ist eine Aufstellung der Angaben der Quellen, keine Steuerberatung.",
        "attachment.earnings": "Die Zahlen dieser Aufstellung mit jedem verwendeten Kurs",
    }
)
