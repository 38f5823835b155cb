"""The German texts of value for money, and of the charts of robustness."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        "value.heading.cheapest": "{cheapest} kostet am wenigsten",
        "value.heading.least": "{winner} kostet am wenigsten von allen, deren Kosten bekannt sind",
        "value.heading.least_most": "{winner} kostet am wenigsten und bietet am meisten",
        "value.heading.more": "{winner} kostet {gap} mehr als {cheapest} und bringt {points} Punkte mehr",
        "value.heading.beaten": (
            "{winner} kostet {gap} mehr als {cheapest} und bringt {points} Punkte mehr; andere bieten mehr fürs Geld"
        ),
        "value.heading.beaten_less": "{winner} kostet {gap} mehr als {cheapest} und bringt {points} Punkte weniger",
        "value.intro": "Der Nutzen ist die Wertung ohne die Kosten, von 0 bis 100. Kosten sind hier kein Teil davon.",
        "value.horizon.one": "Die Kosten zählen über {years} Jahr.",
        "value.horizon.many": "Die Kosten zählen über {years} Jahre.",
        "value.discounted": "Spätere Jahre sind heute weniger wert: Sie werden mit {rate} abgezinst.",
        "value.undiscounted": "Spätere Jahre zählen wie das erste: Es wird nicht abgezinst.",
        "value.by_criterion": "Als Kosten gilt, was das Kriterium {criterion} sagt.",
        "value.exhibit": "Was jeder Kandidat für seine Kosten bietet",
        "value.axis.cost": "Gesamtkosten →",
        "value.axis.benefit": "↑ Nutzen",
        "value.note": "Linie und volle Punkte: die Effizienzgrenze, die keine Mischung anderer übertrifft.",
        "value.unknown": "Nicht gezeigt, weil die Kosten nicht bekannt sind: {names}.",
        "value.table": "Kosten, Nutzen und was ein Punkt mehr kostet",
        "value.head.candidate": "Kandidat",
        "value.head.cost": "Gesamtkosten",
        "value.head.benefit": "Nutzen",
        "value.head.per_point": "Ein Punkt mehr",
        "value.head.remarks": "Bemerkungen",
        "value.budget": "Ab {cost} die beste Wahl.",
        "value.off": "Andere bieten dasselbe für weniger.",
        "value.costs": "Woraus die Gesamtkosten bestehen",
        "value.costs.note": "Die Summen sind die gedruckten Gesamtkosten; eine Ersparnis hat keine Länge.",
        "alt.value": "Streudiagramm von Gesamtkosten und Nutzen: {lines}.",
        "alt.costs": "Balkendiagramm der Gesamtkosten: {lines}.",
        "tornado.exhibit": "Vorsprung von {winner}, wenn ein Gewicht halbiert oder verdoppelt wird, in Punkten",
        "tornado.halved": "Gewicht halbiert",
        "tornado.doubled": "Gewicht verdoppelt",
        "tornado.note": (
            "Schwarze Linie: Vorsprung jetzt. Links der roten Linie liegt ein anderer Kandidat vorn; er ist genannt."
        ),
        "tornado.note.far": (
            "Schwarze Linie: Vorsprung jetzt. Keine Zeile kommt einem Wechsel des ersten Platzes nahe."
        ),
        "tornado.more.one": "{count} weiteres Kriterium bewegt den Vorsprung weniger.",
        "tornado.more.many": "{count} weitere Kriterien bewegen den Vorsprung weniger.",
        "alt.tornado": "Tornadodiagramm des Vorsprungs: {lines}.",
        "spans.exhibit": "Wo jede Wertung liegen kann, solange etwas unbekannt ist",
        "spans.note": "Punkt: die Wertung. Balken: jede unbekannte Bewertung bei 0 und bei 100.",
        "alt.spans": "Punktdiagramm der Wertungen und ihrer Bereiche: {lines}.",
        "profile.exhibit": "Werte von {candidate} von 0 bis 100",
        "profile.note": "Strich: der beste Wert eines anderen Kandidaten.",
        "alt.profile": "Balkendiagramm der Werte von {candidate}: {lines}.",
    },
)
