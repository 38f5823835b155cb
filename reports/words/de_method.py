"""The German texts of the section on the method."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # method
        "method.heading": "Ein additives Modell auf festen Skalen; keine Zahlung geht darin ein",
        "method.model": (
            "*Modell.* Jeder Rohwert wird zu einem Wert von 0 bis 100 auf der Skala seines Kriteriums, die nicht von "
            "den anderen Produkten abhängt. Eine Punktzahl ist die Summe aus Gewicht mal Wert. Wird ein Produkt von "
            "der Liste genommen, ändert das nie die Reihenfolge der anderen."
        ),
        "method.weights": "*Gewichte.* {how} Ihre Summe ist 100 %.",
        "method.weights.direct": "Die Gewichte wurden direkt als Punkte vergeben.",
        "method.weights.swing": (
            "Die Gewichte folgen aus Swing-Punkten: was der Schritt vom schlechtesten zum besten Wert wert ist."
        ),
        "method.weights.rank": "Die Gewichte folgen aus einer Reihenfolge der Wichtigkeit ({formula}).",
        "method.weights.pairs": "Die Gewichte folgen aus Paarvergleichen.",
        "method.weights.mean": "Die Gewichte sind der Mittelwert der Gewichte aller Beteiligten.",
        "method.within.direct": "Innerhalb von {groups} wurden sie direkt vergeben.",
        "method.within.swing": "Innerhalb von {groups} folgen sie aus Swing-Punkten.",
        "method.within.rank": "Innerhalb von {groups} folgen sie aus einer Reihenfolge der Wichtigkeit ({formula}).",
        "method.within.pairs": "Innerhalb von {groups} folgen sie aus Paarvergleichen.",
        "method.formula.roc": "Rangordnungszentroid",
        "method.formula.rs": "Rangsumme",
        "method.formula.rr": "Rangkehrwert",
        "method.musts": (
            "*Muss-Kriterien.* Ein Kandidat, der eines verfehlt, erhält keinen Rang; ein unbekanntes gilt nie als "
            "erfüllt."
        ),
        "method.unknown": (
            "*Unbekannte Bewertungen* zählen zur Hälfte; die Spanne zeigt sie bei 0 und bei 100. Zwischen zwei Grenzen "
            "erfasste Bewertungen bewegen die Simulationen, nicht die Spanne. Nichts wird geraten."
        ),
        "method.simulation": (
            "*Simulationen.* {samples} Simulationen mit Startwert {seed}: Jedes Gewicht ändert sich um bis zu "
            "{spread}, "
            "und Bewertungen mit unterer und oberer Grenze werden dazwischen gezogen."
        ),
        "method.verdict": (
            "*Urteil.* Unter 1 Punkt Vorsprung oder unter 40 % der Simulationen wird kein Sieger genannt. Ein klarer "
            "Sieger braucht 75 % der Simulationen, 10 % Spielraum bei jedem Gewicht über 5 % und kein unbekanntes "
            "Muss-Kriterium."
        ),
        "method.rounding": (
            "*Rundung.* Punkte sind so gerundet, dass die gedruckten Teile die gedruckte Punktzahl ergeben und die "
            "gedruckten Unterschiede den gedruckten Vorsprung."
        ),
        "method.table": "Kriterien, Gewichte, Skalen und Muss-Kriterien",
        "method.head.criterion": "Kriterium",
        "method.head.weight": "Gewicht",
        "method.head.scale": "Skala, vom schlechtesten zum besten Wert",
        "method.head.must": "Muss-Kriterium",
        "method.scale": "{worst} bis {best}",
        "method.curve": "{worst} bis {best}, Kurve durch {points}",
        "method.levels": "{levels}",
        "method.level": "{name}\u00a0=\u00a0{value}",
        "method.direct": "Werte von 0 bis 100 direkt vergeben",
        "method.must.>=": "mindestens {value}",
        "method.must.<=": "höchstens {value}",
        "method.must.==": "genau {value}",
        "method.check.heading": "Prüfen Sie diesen Bericht selbst",
        "method.check": (
            "Die Bewertung, alle gedruckten Daten und ein Verzeichnis sind der PDF-Datei dieses Berichts beigefügt. "
            "„consultant-desk verify“ berechnet die Rangfolge neu, vergleicht jede gedruckte Zahl und sagt, was "
            "stimmt. Ohne Signatur oder den ausstellenden Arbeitsbereich belegt das, dass der Bericht in sich "
            "stimmig ist, nicht, von wem er stammt."
        ),
        "method.hash": "SHA-256 des Problems",
        "method.warnings": "Worauf die Methode hinweist",
    }
)
