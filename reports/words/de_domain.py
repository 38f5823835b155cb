"""The German texts of what the domain says."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # the verdict in a sentence
        "rule.only": "{winner} ist der einzige Kandidat",
        "rule.only_passing": "{winner} ist der einzige Kandidat, der jedes Muss-Kriterium erfüllt",
        "rule.only_open.one": (
            "{winner} ist der einzige Kandidat, der kein Muss-Kriterium verfehlt; ob {musts} erfüllt ist, ist nicht "
            "bekannt"
        ),
        "rule.only_open.many": (
            "{winner} ist der einzige Kandidat, der kein Muss-Kriterium verfehlt; ob {musts} erfüllt sind, ist nicht "
            "bekannt"
        ),
        "rule.tie": "Kein klarer Sieger: {names} liegen gleichauf",
        "rule.clear": "{winner} gewinnt klar{though}",
        "rule.close": "{winner}, dicht gefolgt von {second}{though}",
        "rule.none": "Kein klarer Sieger: {winner} und {second} liegen zu nah beieinander",
        "rule.if_met.one": "{winner} gewinnt klar, wenn das Muss-Kriterium {musts} erfüllt wird{though}",
        "rule.if_met.many": "{winner} gewinnt klar, wenn die Muss-Kriterien {musts} erfüllt werden{though}",
        "rule.though.one": ", obwohl {unknown} von {cells} Bewertungen unbekannt ist",
        "rule.though.many": ", obwohl {unknown} von {cells} Bewertungen unbekannt sind",
        "rule.nobody": "Kein Kandidat erfüllt jedes Muss-Kriterium",
        "rule.nothing": "Noch nichts zu vergleichen",
        # the rule that led to it
        "rule.nobody.one": "Der einzige Kandidat verfehlt ein Muss-Kriterium.",
        "rule.nobody.two": "Beide Kandidaten verfehlen ein Muss-Kriterium.",
        "rule.nobody.many": "Alle {count} Kandidaten verfehlen ein Muss-Kriterium.",
        "rule.no_candidates": "Es gibt keine Kandidaten.",
        "rule.alone": "Kein anderer Kandidat kann gewinnen, also gibt es nichts zu vergleichen.",
        "rule.shared": (
            "Sie haben gleich viele Punkte und teilen sich den ersten Platz; unter 1\u00a0Punkt wird kein Sieger "
            "genannt."
        ),
        "rule.tie_end.two": ("Eine noch so kleine Änderung des Gewichts von {criterion} entscheidet zwischen ihnen."),
        "rule.tie_end.many": "Eine noch so kleine Änderung des Gewichts von {criterion} beendet den Gleichstand.",
        "rule.lead": "Vorsprung von {lead} Punkten; unter 1\u00a0Punkt wird kein Sieger genannt.",
        "rule.share": (
            "Vorn in {share} % der {samples} Simulationen; ein klarer Sieger braucht 75 %, jeder Sieger 40 %."
        ),
        "rule.whole.one": "Es gibt nur ein Kriterium, also kein anderes, auf das sich Gewicht verschieben ließe.",
        "rule.whole.many": (
            "Ein Kriterium trägt das ganze Gewicht, also haben die anderen kein Verhältnis, das sie behalten könnten."
        ),
        "rule.room.none": "Jedes Gewicht über 5 % darf sich um 10 % und mehr ändern.",
        "rule.room.enough": (
            "Jedes Gewicht über 5 % darf sich um 10 % ändern; geringster Spielraum: {criterion}, {room} %."
        ),
        "rule.room.short": (
            "Nicht jedes Gewicht über 5 % darf sich um 10 % ändern; geringster Spielraum: {criterion}, {room} %."
        ),
        "rule.musts.one": ("Unbekanntes Muss-Kriterium: {musts}; es muss bekannt sein, bevor ein Sieger klar ist."),
        "rule.musts.many": ("Unbekannte Muss-Kriterien: {musts}; sie müssen bekannt sein, bevor ein Sieger klar ist."),
        "rule.unknown.one": "{unknown} von {cells} Bewertungen ist unbekannt.",
        "rule.unknown.many": "{unknown} von {cells} Bewertungen sind unbekannt.",
        "rule.reach": "Was unbekannt ist, könnte {first} nach vorn bringen.",
        "rule.reach.one": "Was unbekannt ist, könnte {first} oder {count} weiteren Kandidaten nach vorn bringen.",
        "rule.reach.many": "Was unbekannt ist, könnte {first} oder {count} weitere Kandidaten nach vorn bringen.",
        # warnings
        "warning.promethee_additive": (
            "PROMETHEE mit einer V-Form über die ganze Skala ist wieder die gewichtete Summe und prüft nichts."
        ),
        "warning.all_fail": "Jeder Kandidat verfehlt ein Muss-Kriterium, also kann keiner gewinnen.",
        "warning.unknown_must": ("{candidate}: Ob das Muss-Kriterium {criterion} erfüllt wird, ist nicht bekannt."),
        "warning.clipped": (
            "{candidate}: Die Bewertung {raw} bei {criterion} liegt außerhalb der Skala und zählt als deren nächstes "
            "Ende."
        ),
        "warning.clipped.end": (
            "{candidate}: Die Grenze {raw} der Bewertung bei {criterion} liegt außerhalb der Skala und zählt als deren "
            "nächstes Ende."
        ),
        "warning.clipped.ends": (
            "{candidate}: Die Grenzen {low} und {high} der Bewertung bei {criterion} liegen außerhalb der Skala und "
            "zählen als deren nächstes Ende."
        ),
        "warning.correlated": (
            "{criterion} und {other} gehen miteinander einher (r = {r}): Vielleicht zählen sie dasselbe doppelt."
        ),
        "warning.correlated.one": (
            "{criterion} und {other} gehen miteinander einher (r = {r}), ebenso {count} weiteres Paar: Vielleicht "
            "zählen sie dasselbe doppelt."
        ),
        "warning.correlated.many": (
            "{criterion} und {other} gehen miteinander einher (r = {r}), ebenso {count} weitere Paare: Vielleicht "
            "zählen sie dasselbe doppelt."
        ),
        "warning.zero_weight": "{criterion} hat kein Gewicht.",
        "warning.all_unknown.criterion": "{criterion}: Kein Kandidat hat eine Bewertung.",
        "warning.all_unknown.candidate": "{candidate}: Noch ist nichts bekannt.",
        "warning.constant": "{criterion} ist bei jedem Kandidaten gleich und entscheidet nichts.",
        "warning.constant.able": (
            "{criterion} ist bei jedem Kandidaten, der gewinnen kann, gleich und entscheidet nichts."
        ),
        "warning.one_candidate": "{candidate} ist der einzige Kandidat; es gibt nichts zu vergleichen.",
        "warning.same_name": "{count} Kandidaten heißen {candidate}, und im Druck unterscheidet sie nichts.",
        "warning.cost_twice": (
            "{criterion} zählt in der Punktzahl, obwohl auch Kostenzeilen erfasst sind: Vergleichen Sie Kosten nur an "
            "einer Stelle."
        ),
        "warning.no_costs": (
            "{candidate} hat keine Kostenzeilen; die Kosten sind also unbekannt und fehlen bei Preis und Leistung. "
            "Erfassen Sie eine Zeile mit 0, wenn es nichts kostet."
        ),
        "warning.no_rate": (
            "Es gibt keinen Kurs von {currency} nach {total}: Was in {currency} zu zahlen ist, hat keine Summe."
        ),
        "warning.beyond_horizon.out": (
            "{candidate}: {line} läuft bis Jahr {to_year}, über das letzte verglichene Jahr ({years}) hinaus, und "
            "zählt nicht."
        ),
        "warning.beyond_horizon.part": (
            "{candidate}: {line} läuft bis Jahr {to_year}, über das letzte verglichene Jahr ({years}) hinaus, und "
            "zählt nur bis Jahr {years}."
        ),
        "warning.no_benefit": "Nur Kosten haben Gewicht: Es gibt keinen Nutzen, den man ihnen gegenüberstellen kann.",
        "warning.stakeholder": "Die Gewichte von {person} entscheiden noch nicht.",
        # parts of an evaluation, as changes are told
        "part.criteria": "Kriterien",
        "part.weights": "Gewichte",
        "part.products": "Produkte",
        "part.scores": "Bewertungen",
        "part.costs": "Kosten",
        "part.evaluation": "Evaluation",
        # kinds of evidence
        "evidence.kind.vendor_claim": "Angabe des Anbieters",
        "evidence.kind.vendor_page": "Website des Anbieters",
        "evidence.kind.document": "Dokument",
        "evidence.kind.hands_on_test": "eigener Test",
        "evidence.kind.test": "Test",
        "evidence.kind.demonstration": "Vorführung",
        "evidence.kind.reference": "Referenz",
        "evidence.kind.review": "Rezension",
        "evidence.kind.benchmark": "Benchmark",
        "evidence.kind.contract": "Vertrag",
        "evidence.kind.quote": "Angebot",
        # kinds of cost
        "cost.one_off": "einmalig",
        "cost.licence": "Lizenz",
        "cost.implementation": "Einführung",
        "cost.training": "Schulung",
        "cost.support": "Support",
        "cost.migration": "Migration",
        "cost.exit": "Ausstieg",
        "cost.other": "Sonstiges",
        # periods, after "per"
        "period.month": "Monat",
        "period.year": "Jahr",
        # confidence in a score
        "confidence.low": "niedrig",
        "confidence.medium": "mittel",
        "confidence.high": "hoch",
    }
)
