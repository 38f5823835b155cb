"""The German texts of the sections beyond the core."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # computed reasons and risks
        "reason.gain": "{criterion}: {points} Punkte. {ours} gegenüber {theirs} bei {second}.",
        "risk.musts.one": "Es ist nicht bekannt, ob {winner} ein Muss-Kriterium erfüllt: {musts}.",
        "risk.musts.many": "Es ist nicht bekannt, ob {winner} diese Muss-Kriterien erfüllt: {musts}.",
        "risk.coverage": (
            "Nur {known} des Gewichts von {winner} beruhen auf bekannten Bewertungen; der Rest zählt zur Hälfte."
        ),
        "risk.unproven": (
            "Bei {share} des Gewichts beruht die Bewertung von {winner} auf Angaben des Anbieters oder auf keinem "
            "Nachweis."
        ),
        "risk.expired.one": "{count} Nachweis zu {winner} ist veraltet.",
        "risk.expired.many": "{count} Nachweise zu {winner} sind veraltet.",
        "risk.person": "Allein mit den Gewichten von {person} läge {other} vorn.",
        # requirements
        "requirements.heading": "{winner} erfüllt {met} von {count} Anforderungen",
        "requirements.heading.open": "{winner} erfüllt {met} von {count} Anforderungen; {unknown} nicht bekannt",
        "requirements.heading.all.one": "{winner} erfüllt die Anforderung",
        "requirements.heading.all.many": "{winner} erfüllt alle {count} Anforderungen",
        "requirements.heading.nobody.one": "Wie die Kandidaten die Anforderung erfüllen",
        "requirements.heading.nobody.many": "Wie die Kandidaten {count} Anforderungen erfüllen",
        "requirements.intro": (
            "Im Standard, durch Einstellung, mit einem Zusatz oder durch Anpassung: Jeder dieser Wege erfüllt eine "
            "Anforderung, die Anpassung mit Vorbehalt. Was niemand geprüft hat, ist nicht bekannt und gilt nie als "
            "erfüllt."
        ),
        "requirements.exhibit": "Wie jeder Kandidat die Anforderungen erfüllt",
        "requirements.head": "Anforderung",
        "requirements.met": "Erfüllt",
        "requirements.met_of": "{met} von {count}",
        "requirements.notes": "Was dahintersteht",
        "requirements.note": "*{requirement}, {candidate}.*",
        "requirements.shown": "Beleg: {evidence}.",
        "requirements.source": "Quelle: Prüfungen von {consultant}.",
        "level.built_in": "Standard",
        "level.configuration": "einstellbar",
        "level.add_on": "Zusatz",
        "level.custom": "Anpassung",
        "level.no": "nein",
        "level.unknown": "nicht bekannt",
        # long list
        "long_list.heading": "{seen} Produkte wurden angesehen, {compared} verglichen, {left} verworfen",
        "long_list.heading.most": (
            "Von {seen} Produkten wurden {compared} verglichen und {left} verworfen, die meisten wegen „{requirement}“"
        ),
        "long_list.intro": (
            "Ein Produkt, das eine unverzichtbare Anforderung verfehlt, wird nicht bewertet; der Grund wird "
            "festgehalten."
        ),
        "long_list.exhibit": "Angesehene Produkte",
        "long_list.head.product": "Produkt",
        "long_list.head.outcome": "Ergebnis",
        "long_list.head.requirement": "Ausgeschieden wegen",
        "long_list.compared": "verglichen",
        "long_list.left": "verworfen",
        "long_list.looked": "nur angesehen",
        "long_list.other": "ein anderer Grund, siehe „Geprüft und verworfen“",
        # finalists
        "finalists.heading.one": "Der Finalist auf einer Seite: {names}",
        "finalists.heading.many": "Die {count} Finalisten auf je einer Seite: {names}",
        "finalists.rank": "Rang {rank}, {score} von 100 Punkten",
        "finalists.cost": "kostet {cost}",
        "finalists.met": "erfüllt {met} von {count} Anforderungen",
        "finalists.met.open": "erfüllt {met} von {count} Anforderungen, {unknown} nicht bekannt",
        "finalists.unknown_must": "nicht bekannt: {musts}",
        "finalists.fit": "Wofür es passt",
        "finalists.flaws": "Schwächen, aber keine Ausschlussgründe",
        "finalists.unsuited": "Für wen es sich nicht eignet",
        "finalists.nothing": "Nichts sticht heraus.",
        "finalists.best": "Am besten von allen bei {criterion}: {raw}.",
        "finalists.worse": "{criterion}: {raw}; der beste andere Kandidat gewinnt hier {points} Punkte.",
        "finalists.exhibit": "Wie die Bewertungen von {candidate} begründet sind",
        "finalists.head.criterion": "Kriterium",
        "finalists.head.value": "Wert",
        "finalists.head.raw": "Rohwert",
        "finalists.head.reason": "Begründung und Nachweise",
        # risks
        "risks.heading.one": "{count} Risiko ist bekannt",
        "risks.heading.many": "{count} Risiken sind bekannt; für {answered} gibt es eine Antwort",
        "risks.heading.answered.one": "{count} Risiko ist bekannt und hat eine Antwort",
        "risks.heading.answered.many": "{count} Risiken sind bekannt, jedes hat eine Antwort",
        "risks.exhibit": "Risiken und was dagegen getan wird",
        "risks.head.risk": "Was schiefgehen kann",
        "risks.head.answer": "Was wir dagegen tun",
        "risks.source": "Quelle: Einschätzung von {consultant} und Daten der Bewertung.",
        # adoption
        "adoption.heading.one": "{count} Schritt bis zum täglichen Einsatz",
        "adoption.heading.many": "{count} Schritte bis zum täglichen Einsatz",
        "adoption.heading.until.one": "{count} Schritt bis zum täglichen Einsatz, am {date}",
        "adoption.heading.until.many": "{count} Schritte bis zum täglichen Einsatz, der letzte am {date}",
        "adoption.intro": (
            "Vieles, was gekauft wird, wird nie genutzt. An jedem dieser Termine prüfen wir, ob es genutzt wird, und "
            "sagen, was zu ändern ist."
        ),
        "adoption.exhibit": "Einführungsplan und Prüftermine",
        "adoption.head.due": "Termin",
        "adoption.head.what": "Was getan wird",
        "adoption.head.measure": "Woran wir den Erfolg erkennen",
        "adoption.source": "Quelle: Plan, vereinbart zwischen {consultant} und {client}.",
        "adoption.source.alone": "Quelle: Plan von {consultant}.",
        # who agrees
        "agreement.people.one": "Bei {those} von {count} Person liegt {winner} vorn",
        "agreement.people.many": "Bei {those} von {count} Personen liegt {winner} vorn",
        "agreement.exhibit": "Was nach den Gewichten jeder Person vorn liegt, und wo {winner} steht",
        "agreement.head.person": "Person",
        "agreement.head.first": "Vorn",
        "agreement.head.rank": "Rang",
        "agreement.apart": "{criterion}: {least} bei {least_by}, {most} bei {most_by}.",
        "agreement.methods.one": "Bei {those} von {count} weiteren Methode liegt {winner} vorn",
        "agreement.methods.many": "Bei {those} von {count} weiteren Methoden liegt {winner} vorn",
        "agreement.methods.intro": (
            "Andere Wege, aus denselben Daten eine Rangfolge zu berechnen. Sie prüfen das Urteil; sie fällen es nie."
        ),
        "agreement.method": "{method}: {first}.",
        "method.name.topsis": "TOPSIS, Abstand zum Ideal",
        "method.name.vikor": "VIKOR, Kompromiss",
        "method.name.promethee2": "PROMETHEE II, Outranking",
        # glossary
        "glossary.heading": "Die Begriffe dieses Berichts, jeder in einem Satz",
        "glossary.head.term": "Begriff",
        "glossary.head.means": "Was er hier bedeutet",
        "term.score": "Punktzahl",
        "term.score.means": "Die Summe aus Gewicht mal Wert über alle Kriterien, von 0 bis 100.",
        "term.value": "Wert",
        "term.value.means": "Was ein Rohwert von 0 bis 100 zählt, auf der Skala seines Kriteriums.",
        "term.weight": "Gewicht",
        "term.weight.means": "Wie viel ein Kriterium zählt; alle Gewichte ergeben zusammen 100 %.",
        "term.must": "Muss-Kriterium",
        "term.must.means": (
            "Ein Kandidat, der eines verfehlt, erhält keinen Rang; ein unbekanntes gilt nie als erfüllt."
        ),
        "term.range": "Spanne",
        "term.range.means": "Die Punktzahl, wenn jeder unbekannte Wert bei 0 und wenn er bei 100 liegt.",
        "term.coverage": "Bekannt",
        "term.coverage.means": "Der Anteil des Gewichts, zu dem von einem Kandidaten etwas bekannt ist.",
        "term.draws": "Simulationen",
        "term.draws.means": (
            "Neu berechnete Rangfolgen, bei denen Gewichte und Bewertungen zufällig in ihren Grenzen verändert werden."
        ),
        "term.interval": "Gewichtsintervall",
        "term.interval.means": (
            "Wie weit sich ein Gewicht ändern darf, die anderen im Verhältnis, bevor der erste Platz wechselt."
        ),
        "term.frontier": "Effizienzgrenze",
        "term.frontier.means": (
            "Die Kandidaten, die keine Mischung anderer bei Nutzen und Kosten zugleich übertrifft."
        ),
        "term.present": "Barwert",
        "term.present.means": "Was spätere Kosten heute wert sind, zum angegebenen Zinssatz.",
        "term.baseline": "Was Sie heute haben",
        "term.baseline.means": "Die heutige Arbeitsweise, verglichen wie jedes Produkt.",
        "term.grade": "Güte eines Nachweises",
        "term.grade.means": "Von A, selbst oder unabhängig geprüft, bis D, Hörensagen.",
        "term.lock": "Sperre",
        "term.lock.means": (
            "Gewichte und Bewertungen wurden mit Zeitpunkt und Prüfsumme festgelegt, bevor Interessen angesehen wurden."
        ),
        # change log
        "changes.heading.none": "Seit Version {version} hat sich nichts Gedrucktes geändert",
        "changes.heading.one": "Seit Version {version} hat sich {count} Angabe geändert",
        "changes.heading.many": "Seit Version {version} haben sich {count} Angaben geändert",
        "changes.since": "Seit Version {version} vom {date}",
        "changes.hash": "Der SHA-256 dieser Datei beginnt mit {hash}.",
        "changes.none": "Nichts Gedrucktes.",
        # memo
        "memo.exhibit": "Die Alternativen",
        "memo.head.rank": "Rang",
        "memo.head.candidate": "Alternative",
        "memo.head.score": "Punkte",
        "memo.head.cost": "Kosten",
        "memo.head.remarks": "Bemerkungen",
        "memo.why": "Begründung",
        "memo.nothing": "Es wurde nichts festgehalten.",
        "memo.shortened": (
            "Einige Texte sind hier gekürzt; vollständig stehen sie in den Daten, die dieser Datei beigefügt sind."
        ),
        "memo.sign.as": "Entscheidung: wie empfohlen ☐   anders ☐",
        "memo.sign.date": "Datum",
        "memo.sign.by": "Name und Unterschrift",
        # comparison
        "comparison.rank": "Rang",
        "comparison.cost": "Kosten",
        "comparison.musts": "Muss-Kriterien",
        "comparison.passes": "alle erfüllt",
        "comparison.fails": "verfehlt {musts}",
        "comparison.open": "nicht bekannt: {musts}",
        "comparison.paid": "Bezahlt uns",
        "comparison.interests": "Interessen",
        "comparison.more.one": "{count} leichteres Kriterium steht nur in den beigefügten Daten.",
        "comparison.more.many": "{count} leichtere Kriterien stehen nur in den beigefügten Daten.",
        # what changed between two issues
        "change.winner": "Der erste Platz ging von {old} an {new}.",
        "change.winner_found": "{new} wird empfohlen; zuvor gab es keine Empfehlung.",
        "change.winner_lost": "{old} wird nicht mehr empfohlen; kein Kandidat erfüllt jedes Muss-Kriterium.",
        "change.verdict_clear": "{winner} gewinnt jetzt klar.",
        "change.verdict_close": "{winner} gewinnt nicht mehr klar oder wieder nur knapp.",
        "change.verdict_none": "Es gibt keinen klaren Sieger mehr.",
        "change.candidate_added": "Neuer Kandidat: {name}.",
        "change.candidate_removed": "Nicht mehr verglichen: {name}.",
        "change.candidate_renamed": "{old} heißt jetzt {new}.",
        "change.criterion_added": "Neues Kriterium: {name}.",
        "change.criterion_removed": "Kein Kriterium mehr: {name}.",
        "change.criterion_renamed": "Das Kriterium {old} heißt jetzt {new}.",
        "change.rank": "{name}: aus Rang {old} wurde Rang {new}.",
        "change.score_points": "{name}: aus {old_points} Punkten wurden {new_points}.",
        "change.weight": "Gewicht von {name}: aus {old_share} wurden {new_share}.",
        "change.must": "Das Muss-Kriterium {name} wurde geändert.",
        "change.must_lifted": "{name} ist kein Muss-Kriterium mehr.",
        "change.scale": "Die Skala von {name} wurde geändert.",
        "change.score": "{name}, {criterion}: aus {old} wurde {new}.",
        "change.costs": "Die Kosten von {name} wurden geändert.",
        "change.horizon": "Kosten zählen jetzt über {years} Jahre, abgezinst mit {rate_share}.",
        "change.interest": "Unser Interesse an {name} hat sich geändert.",
        "change.reason_added": "Neuer Grund: {text}",
        "change.reason_removed": "Entfallener Grund: {text}",
        "change.risk_added": "Neues Risiko: {text}",
        "change.risk_removed": "Entfallenes Risiko: {text}",
        "change.condition_added": "Neue Bedingung: {text}",
        "change.condition_removed": "Entfallene Bedingung: {text}",
        "change.step_added": "Neuer nächster Schritt: {text}",
        "change.step_removed": "Entfallener nächster Schritt: {text}",
        "change.adoption_added": "Neu im Einführungsplan: {text}",
        "change.adoption_removed": "Aus dem Einführungsplan gestrichen: {text}",
        "change.need_added": "Neuer Bedarf: {text}",
        "change.need_removed": "Entfallener Bedarf: {text}",
        "change.rejected_added": "Verworfen: {text}.",
        "change.rejected_removed": "Nicht mehr verworfen: {text}.",
        "change.finalist": "Die Angaben zu {name} wurden geändert.",
        "change.question": "Die Frage lautet jetzt: {text}",
        "change.valid_until": "Gültig bis {new} statt {old}.",
        "change.evidence_added": "Neuer Nachweis: {text}.",
        "change.evidence_removed": "Entfallener Nachweis: {text}.",
        "change.details": "Einzelheiten der Bewertung wurden geändert, zu gering, um sie zu zeigen.",
        "change.weights_anew": "Die Gewichte wurden neu vergeben; keines liest sich anders.",
        "change.stakeholder": "Die Gewichte von {name} wurden geändert.",
        "change.criterion": "Das Kriterium {name} ist anders beschrieben oder zugeordnet.",
        "change.groups": "Die Gruppen der Kriterien wurden geändert.",
        "change.candidate": "{name} hat eine andere Stellung im Vergleich.",
        "change.methods": "Die Ziehungen oder die Methoden der Gegenprobe wurden geändert.",
        "change.support": "{name}, {criterion}: Die Wertung ist anders belegt.",
        "change.currencies": "Die Währung der Kosten oder ein Kurs wurde geändert.",
        "change.reason_changed": "Grund, zu einem anderen Kriterium: {text}",
        "change.risk_changed": "Risiko, anders beantwortet: {text}",
        "change.adoption_changed": "Einführungsplan, anders gemessen: {text}",
        "change.need_changed": "Bedarf, anders beschrieben: {text}",
        "change.requirement_added": "Neue Anforderung: {text}",
        "change.requirement_removed": "Entfallene Anforderung: {text}",
        "change.requirement_changed": "Geänderte Anforderung: {text}",
        "change.long_list_added": "Neu auf der langen Liste: {text}.",
        "change.long_list_removed": "Nicht mehr auf der langen Liste: {text}.",
        "change.rejected_changed": "Aus anderem Grund verworfen: {text}.",
        "change.evidence_changed": "Geänderter Nachweis: {text}.",
        "change.coverage": "{name} erfüllt eine Anforderung anders: {text}",
        "change.coverage_anew": "Wie die Kandidaten die Anforderungen erfüllen, ist neu angegeben.",
        "change.sentences": "Von uns selbst formulierte Sätze wurden geändert.",
        "change.notes": "Unsere eigenen Anmerkungen wurden geändert.",
        "change.order": "Die Reihenfolge der Aussagen wurde geändert.",
        "change.more": "Weitere Änderungen: {count}.",
    }
)
