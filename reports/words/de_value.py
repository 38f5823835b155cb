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
        "value.intro": "Der Nutzen ist die Punktzahl ohne die Kosten, von 0 bis 100. Kosten gehen hier nicht ein.",
        "value.horizon.one": "Die Kosten zählen über {years} Jahr.",
        "value.horizon.many": "Die Kosten zählen über {years} Jahre.",
        "value.discounted": "Spätere Jahre sind heute weniger wert: Sie werden mit {rate} abgezinst.",
        "value.undiscounted": "Spätere Jahre zählen wie das erste: Es wird nicht abgezinst.",
        "value.by_criterion": "Als Kosten gilt, was das Kriterium {criterion} sagt.",
        "value.exhibit": "Was jeder Kandidat für seine Kosten bietet",
        "value.axis.cost": "Gesamtkosten →",
        "value.axis.benefit": "↑ Nutzen",
        "value.note": "Linie und volle Punkte: die Effizienzgrenze, die keine Mischung anderer übertrifft.",
        "value.unnamed": "Zu nah an anderen, um benannt zu sein: {names}.",
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
        "value.heading.same": "{winner} kostet {gap} mehr als {cheapest} und bringt nicht mehr Punkte",
        "value.heading.single.one": "{candidate} kostet {cost} über {years} Jahr",
        "value.heading.single.many": "{candidate} kostet {cost} über {years} Jahre",
        "value.costs.note.discounted": (
            "Die Summen sind die gedruckten Gesamtkosten, abgezinst mit {rate}; eine Ersparnis hat keine Länge."
        ),
        "value.costs.more.one": "{count} weiterer Kandidat steht in der Tabelle.",
        "value.costs.more.many": "{count} weitere Kandidaten stehen in der Tabelle.",
        "value.years": "Was {candidate} Jahr für Jahr kostet",
        "value.year": "Jahr {year}",
        "value.years.note": "Säule: die Kosten des Jahres. Linie: die Kosten bis dahin.",
        "value.kinds": "Gesamtkosten nach Art",
        "value.head.parts": "Woraus sie bestehen",
        "spans.more.one": "{count} weiterer steht in der Rangfolge.",
        "spans.more.many": "{count} weitere stehen in der Rangfolge.",
        "profile.more.one": "{count} weiteres Kriterium steht in der Tabelle.",
        "profile.more.many": "{count} weitere Kriterien stehen in der Tabelle.",
        "alt.years": "Säulendiagramm der Kosten jedes Jahres: {lines}.",
        "alt.value": "Streudiagramm von Gesamtkosten und Nutzen: {lines}.",
        "alt.costs": "Balkendiagramm der Gesamtkosten: {lines}.",
        "tornado.exhibit": "Vorsprung von {winner}, wenn ein Gewicht halbiert oder verdoppelt wird, in Punkten",
        "tornado.halved": "Gewicht halbiert",
        "tornado.doubled": "Gewicht verdoppelt",
        "tornado.note": (
            "Schwarze Linie: Vorsprung jetzt. Links der Linie bei 0 liegt ein anderer Kandidat vorn; er ist genannt."
        ),
        "tornado.note.far": (
            "Schwarze Linie: Vorsprung jetzt. Keine Zeile kommt einem Wechsel des ersten Platzes nahe."
        ),
        "tornado.more.one": "Nicht gezeichnet, weil es den Vorsprung weniger bewegt: {names}.",
        "tornado.more.many": "Nicht gezeichnet, weil sie den Vorsprung weniger bewegen: {names}.",
        "alt.tornado": "Tornadodiagramm des Vorsprungs: {lines}.",
        "spans.exhibit": "Wo jede Punktzahl liegen kann",
        "spans.note": (
            "Punkt: die Punktzahl. Balken: jede Bewertung am schlechteren und am besseren Ende, unbekannte bei 0 und "
            "100."
        ),
        "alt.spans": "Punktdiagramm der Punktzahlen und ihrer Spannen: {lines}.",
        "profile.exhibit": "Werte von {candidate} von 0 bis 100",
        "profile.note": "Strich: der beste Wert eines anderen Kandidaten.",
        "alt.profile": "Balkendiagramm der Werte von {candidate}: {lines}.",
    },
)
