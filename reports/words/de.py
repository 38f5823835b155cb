"""The German texts of a report."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # names of sections
        "section.summary": "Zusammenfassung",
        "section.full": "Die vollständige Empfehlung",
        "section.comparison": "Vergleich",
        "section.memo": "Entscheidungsvorlage",
        "section.disclosure": "Offenlegung von Interessen",
        "section.needs": "Ausgangslage und Bedarf",
        "section.requirements": "Anforderungen",
        "section.long_list": "Longlist",
        "section.ranking": "Rangfolge und Beiträge",
        "section.matrix": "Bewertungsmatrix",
        "section.stability": "Stabilität der Gewichte",
        "section.value": "Preis und Leistung",
        "section.finalists": "Die Finalisten",
        "section.risks": "Risiken",
        "section.adoption": "Einführungsplan",
        "section.method": "Methode",
        "section.evidence": "Nachweise",
        "section.rejected": "Geprüft und verworfen",
        "section.glossary": "Glossar",
        "section.changes": "Änderungsverlauf",
        # cover and furniture
        "cover.kind": "Empfehlung",
        "title.for": "{kind} für {client}",
        "title.of": "{title}: {subject}",
        "cover.contents": "In diesem Bericht",
        "cover.client": "Auftraggeber",
        "cover.prepared_for": "Erstellt für",
        "cover.by": "Erstellt von",
        "cover.version": "Bericht",
        "cover.valid": "Gültig bis",
        "cover.locked": "Gewichte und Bewertungen gesperrt",
        "cover.lock": "{moment}, SHA-256\u00a0{hash}",
        "cover.numbered": "Nr. {number}, {version}",
        "version.draft": "Entwurf",
        "version.issued": "Version {version}",
        "watermark": "Entwurf",
        "note.heading": "Eine Anmerkung von {consultant}",
        "marking.confidential": "Vertraulich",
        "marking.internal": "Intern",
        "marking.for_discussion": "Zur Diskussion",
        "marking.public": "Öffentlich",
        "footer.page": "{page} / {pages}",
        "page.skip": "Zum Bericht springen",
        "page.attached": "Diesem Bericht beigefügt:",
        "page.pdf": "Aufzubewahren und zu prüfen ist die PDF-Datei dieses Berichts; seine Daten sind ihr beigefügt.",
        "exhibit": "Abbildung {number}. {title}",
        "exhibit.continued": "Abbildung {number}, Fortsetzung. {title}",
        "source.evaluation": "Quelle: diesem Bericht beigefügte Bewertungsdatei, Problem {hash}.",
        "and": " und ",
        "other_criteria": "Übrige Kriterien",
        "unknown": "unbekannt",
        # verdict
        "verdict.clear": "Wählen Sie {winner}; der Vorsprung vor {second} beträgt {margin} Punkte",
        "verdict.close": "Wählen Sie {winner}; {second} folgt dicht dahinter",
        "verdict.close.cheaper": "Wählen Sie {winner}; {second} folgt dicht dahinter und kostet {gap} weniger",
        "verdict.close.dearer": "Wählen Sie {winner}; {second} folgt dicht dahinter, kostet aber {gap} mehr",
        "verdict.keep": "Bleiben Sie bei „{winner}“; kein Kandidat erreicht mehr Punkte",
        "verdict.none": "Kein klarer Sieger: {winner} und {second} liegen {margin} Punkte auseinander",
        "verdict.none.share": (
            "Kein klarer Sieger: {winner} führt vor {second}, liegt aber nur in {share} der Simulationen vorn"
        ),
        "verdict.tie": "Kein klarer Sieger: {names} erreichen beide {score} Punkte",
        "verdict.tie.many": "Kein klarer Sieger: {names} erreichen alle {score} Punkte",
        "more": "{count} weitere",
        "verdict.if_met": (
            "Wählen Sie {winner}, sofern erfüllt: {musts}; der Vorsprung vor {second} beträgt {margin} Punkte"
        ),
        "verdict.only": "{winner} ist der einzige Kandidat und erreicht {score} von 100 Punkten",
        "verdict.only_passing": "{winner} ist der einzige Kandidat, der jedes Muss-Kriterium erfüllt",
        "verdict.only_open.one": (
            "{winner} ist der einzige Kandidat, der kein Muss-Kriterium verfehlt; ob {musts} erfüllt ist, "
            "ist nicht bekannt"
        ),
        "verdict.only_open.many": (
            "{winner} ist der einzige Kandidat, der kein Muss-Kriterium verfehlt; ob {musts} erfüllt sind, "
            "ist nicht bekannt"
        ),
        "verdict.nobody.one": "Der einzige Kandidat verfehlt ein Muss-Kriterium; kaufen Sie noch nicht",
        "verdict.nobody.two": "Keiner der beiden Kandidaten erfüllt jedes Muss-Kriterium",
        "verdict.nobody.many": "Keiner der {count} Kandidaten erfüllt jedes Muss-Kriterium",
        "summary.lead": (
            "{winner} erreicht {score} von 100 Punkten, {second} {other}; das ist ein Vorsprung von {margin} Punkten."
        ),
        "summary.lead.tie": "{names} teilen sich den ersten Platz mit je {score} von 100 Punkten.",
        "summary.lead.only": "{winner} erreicht {score} von 100 Punkten.",
        "summary.share": (
            "{winner} liegt in {share} der {samples} Simulationen vorn, in denen sich jedes Gewicht um bis zu "
            "{spread} ändert."
        ),
        "summary.best": "Der größte Vorteil liegt bei {criterion}: {points} Punkte.",
        "summary.nobody": "{first} läge mit {score} von 100 Punkten vorn, verfehlt aber: {musts}.",
        "summary.exhibit.one": "Punktzahl des einzigen Kandidaten nach Kriteriengruppen",
        "summary.exhibit.one.plain": "Punktzahl des einzigen Kandidaten nach Kriterien",
        "summary.exhibit.many": "Punktzahl von {count} Kandidaten nach Kriteriengruppen",
        "summary.exhibit.plain": "Punktzahl von {count} Kandidaten nach Kriterien",
        "summary.range": "{name}: {low} bis {high}, {count} unbekannt",
        "summary.more": "{count} weitere in der Rangfolge",
        "summary.reasons": "Warum {winner}",
        "summary.reasons.none": "Gründe",
        "summary.no_reasons": "Es wurden keine Gründe festgehalten.",
        "summary.points": "{criterion}: {points} Punkte. {text}",
        "summary.change": "Was unser Urteil ändern würde",
        "summary.change.above": "{criterion} mit mehr als {bound} des Gewichts (jetzt {weight}): {rival} führt.",
        "summary.change.below": "{criterion} mit weniger als {bound} des Gewichts (jetzt {weight}): {rival} führt.",
        "summary.change.nothing": "Kein einzelnes Gewicht kann den Sieger ändern.",
        "summary.change.single": "Ein anderer Kandidat, der jedes Muss-Kriterium erfüllt und mehr Punkte erreicht.",
        "summary.change.must": "Es stellt sich heraus, dass {winner} nicht erfüllt, was zwingend ist: {musts}.",
        "summary.change.tie.two": (
            "{names} liegen gleichauf: Eine Änderung ihrer Bewertungen oder der Gewichte kann zwischen ihnen "
            "entscheiden."
        ),
        "summary.change.tie.many": (
            "{names} liegen gleichauf: Eine Änderung ihrer Bewertungen oder der Gewichte kann den Gleichstand beenden."
        ),
        "summary.change.tie.two_scores": (
            "{names} liegen gleichauf: Eine Änderung ihrer Bewertungen kann zwischen ihnen entscheiden."
        ),
        "summary.change.tie.many_scores": (
            "{names} liegen gleichauf: Eine Änderung ihrer Bewertungen kann den Gleichstand beenden."
        ),
        "summary.change.nobody": "Ein Kandidat, der jedes Muss-Kriterium erfüllt.",
        "summary.risks": "Risiken",
        "summary.no_risks": "Es wurden keine Risiken festgehalten.",
        "summary.steps": "Nächste Schritte",
        "summary.no_steps": "Es wurden noch keine nächsten Schritte vereinbart.",
        "summary.shortened": "Einige Texte sind hier gekürzt; vollständig stehen sie unter „{section}“.",
        "full.heading": "Gründe, Risiken, Bedingungen und nächste Schritte in voller Länge",
        "full.conditions": "Bedingungen",
        "full.heading.reasons": "Gründe",
        # interests
        "interests.label": "*Interessen.*",
        "interest.pays": "{candidate} bezahlt uns, wenn Sie kaufen: {basis}.",
        "interest.pays.plain": "{candidate} bezahlt uns, wenn Sie kaufen.",
        "interest.client": "{candidate} zählt auch zu unseren Auftraggebern.",
        "interest.investor": "Wir sind an {candidate} beteiligt.",
        "interest.other": "{candidate}: {basis}.",
        "interest.about": "Für uns sind das etwa {amount}.",
        "interest.same_price": "Sie zahlen denselben Preis.",
        "interest.other_price": "Ihr Preis ändert sich dadurch.",
        "interest.none.one": "{names} bezahlt uns nichts.",
        "interest.none.many": "{names} bezahlen uns nichts.",
        "interest.nobody": (
            "Kein Anbieter bezahlt uns, wofür auch immer Sie sich entscheiden: keine Provision, keine "
            "Vermittlungsgebühr, keine Beteiligung."
        ),
        "interest.undisclosed": "Noch nicht offengelegt: {names}.",
        "interest.best_free": "Ohne die Produkte, die uns bezahlen, läge {candidate} vorn, jetzt auf Rang {rank}.",
        "interest.winner_free": "Das empfohlene Produkt bezahlt uns nichts.",
        "interest.credited": "Was wir erhalten, schreiben wir Ihnen gut.",
        "interest.applied": (
            "Für das Programm von {candidate} haben wir uns am {date} beworben; bisher bezahlt es uns nichts."
        ),
        "interest.first_stays": "Auch ohne die Produkte, die uns bezahlen, läge {candidate} vorn.",
        "interest.where": "Alle stehen unter „{section}“.",
        "disclosure.heading.winner": (
            "Wir werden bezahlt, wenn Sie {winner} wählen; {free} ist der beste Kandidat, der uns nichts bezahlt"
        ),
        "disclosure.heading.winner_only": "Wir werden bezahlt, wenn Sie {winner} wählen",
        "disclosure.heading.all": "Wir werden bezahlt, welches Produkt Sie auch wählen",
        "disclosure.heading.others.one": "{winner} bezahlt uns nichts; {count} anderer Kandidat würde es tun",
        "disclosure.heading.others.many": "{winner} bezahlt uns nichts; {count} andere Kandidaten würden es tun",
        "disclosure.heading.some.one": "{count} Kandidat bezahlt uns, wenn Sie kaufen",
        "disclosure.heading.some.many": "{count} Kandidaten bezahlen uns, wenn Sie kaufen",
        "disclosure.heading.nobody": "Kein Anbieter bezahlt uns, wofür auch immer Sie sich entscheiden",
        "disclosure.heading.missing": "Interessen sind noch nicht offengelegt",
        "disclosure.heading.blind": "Interessen bleiben verborgen, bis Gewichte und Bewertungen gesperrt sind",
        "interest.blind": ("Verborgen, bis Gewichte und Bewertungen gesperrt sind; dann steht hier, was bezahlt wird."),
        "disclosure.intro": (
            "Zu jedem Kandidaten steht hier, was uns mit dem Anbieter verbindet, auch zu denen, die nichts bezahlen."
        ),
        "disclosure.exhibit": "Interessen, geordnet nach der Rangfolge",
        "disclosure.head.rank": "Rang",
        "disclosure.head.candidate": "Kandidat",
        "disclosure.head.kind": "Verbindung",
        "disclosure.head.paid": "Was bezahlt wird, und von wem",
        "disclosure.head.expected": "Erwarteter Betrag",
        "disclosure.head.price": "Ihr Preis",
        "disclosure.same": "gleich",
        "disclosure.changes": "anders",
        "disclosure.nothing": "nichts",
        "disclosure.nothing.applied": "noch nichts; wir haben uns am {date} für das Programm beworben",
        "disclosure.nothing.outside": "nichts; wir nehmen an seinem Programm nicht teil",
        "disclosure.nothing.none": "nichts; kein Programm bekannt",
        "disclosure.by": "{basis}, durch {payer}",
        "disclosure.baseline": "kein Anbieter",
        "disclosure.missing": "noch nicht offengelegt",
        "disclosure.source": "Quelle: Erklärung von {consultant}, {date}.",
        "disclosure.independence": (
            "Zahlungen gehen weder in die Bewertungen noch in die Gewichte oder die Rangfolge ein: Die beigefügte "
            "Bewertungsdatei enthält keine Zahlung, und die Rangfolge ergibt sich allein aus ihr."
        ),
        "disclosure.same_without": (
            "Ohne jede Zahlung neu berechnet, sind Rangfolge, Urteil und alle Zahlen dieselben."
        ),
        "disclosure.not_same": "Aus dieser Datei neu berechnet, weichen die Zahlen von den hier gedruckten ab.",
        "lock.heading": "Gesperrt, bevor Interessen angesehen wurden",
        "lock.facts": (
            "Gewichte und Bewertungen wurden am {moment} gesperrt. Bis dahin waren die Interessen verborgen."
        ),
        "lock.hash": "SHA-256 des gesperrten Stands",
        "lock.unchanged": "Danach wurde nichts Entscheidendes geändert.",
        "lock.changes": "Was nach der Sperre geändert wurde",
        "lock.reopened": "*{moment}.* {reason}",
        "lock.again": "Erneut gesperrt am {moment}.",
        "lock.nothing": "Es wurde nichts geändert.",
        "lock.change": "{part}. {text}",
        "lock.open": "Sie sind für Änderungen offen; dieser Entwurf ist nicht der gesperrte Stand.",
        "kind.none": "keine, ohne Provision",
        "kind.affiliate": "Provision (Affiliate)",
        "kind.referral": "Provision als Vermittler",
        "kind.reseller": "Marge (Handel)",
        "kind.client": "Kunde von uns",
        "kind.investor": "Beteiligung",
        "kind.other": "andere",
        # needs
        "needs.heading.one": "Ein Bedarf entscheidet: {progress}",
        "needs.heading.many": ("Aus {count} Bedarfen wurden {requirements} Anforderungen; der dringendste: {progress}"),
        "needs.heading.requirement": (
            "Aus {count} Bedarfen wurde {requirements} Anforderung; der dringendste: {progress}"
        ),
        "needs.sentence": "Situation: {situation}. Ziel: *{progress}*. Ergebnis: {outcome}.",
        "needs.sentence.short": "Ziel: *{progress}*.",
        "needs.question": "*Frage.* {question}",
        "needs.quote": "„{quote}“",
        "needs.by": "{person}",
        "needs.need": "Bedarf {number}",
        "needs.facts.importance": "Wichtigkeit {value} von 5",
        "needs.facts.today": "heute {value} von 5",
        "needs.facts.cost": "kostet heute {amount} pro {period}",
        "needs.facts.cost.once": "kostet einmalig {amount}",
        "needs.exhibit": "Anforderungen aus Bedarf {number}",
        "needs.head.moscow": "Priorität",
        "needs.head.requirement": "Anforderung und wie sie geprüft wird",
        "needs.head.asked": "Gewünscht von",
        "needs.head.criterion": "Führte zu",
        "needs.source": "Quelle: Gespräche und Workshops mit {client}.",
        "needs.written_down": "festgehalten",
        "moscow.must": "Muss",
        "moscow.should": "Soll",
        "moscow.could": "Kann",
        "moscow.wont": "Nicht",
        # ranking
        "ranking.heading.both": "{winner} gewinnt bei {gain}; {second} liegt bei {loss} vorn",
        "ranking.heading.tie": "{winner} liegt bei {gain} vor {second}, bei {loss} dahinter",
        "ranking.heading.all": "{winner} ist bei jedem Kriterium mindestens so gut wie {second}",
        "ranking.heading.equal": "{winner} und {second} haben bei jedem Kriterium gleich viele Punkte",
        "ranking.heading.one": "{winner} erreicht {score} von 100 Punkten",
        "ranking.heading.nobody": "Jeder Kandidat verfehlt ein Muss-Kriterium",
        "ranking.exhibit": "Woher die Punkte kommen, Kriterium für Kriterium",
        "ranking.note": (
            "Jeder Abschnitt ist Gewicht mal Wert; die Abschnitte eines Balkens ergeben die Punktzahl. {range}"
        ),
        "ranking.range": (
            "Die Linie zeigt unbekannte Bewertungen bei 0 und bei 100; zwischen zwei Grenzen erfasste bewegen die "
            "Simulationen."
        ),
        "ranking.table": "Punktzahlen, Spannen und Muss-Kriterien",
        "ranking.head.rank": "Rang",
        "ranking.head.candidate": "Kandidat",
        "ranking.head.score": "Punkte",
        "ranking.head.range": "Spanne",
        "ranking.head.known": "Bekannt",
        "ranking.head.remarks": "Bemerkungen",
        "ranking.failed": "verfehlt {musts}",
        "ranking.would": "läge auf Rang {rank}",
        "ranking.unknown_must": "Muss-Kriterium nicht bekannt: {musts}",
        "ranking.dominated": "nirgends besser als {names}",
        "ranking.baseline": "was Sie heute haben",
        "ranking.range_of": "{low} bis {high}",
        "ranking.over": "Warum {first} vor {second} liegt, in Punkten",
        "ranking.over.tie": "{first} gegen {second}, in Punkten",
        "ranking.margin": "Vorsprung",
        "ranking.over.source": (
            "Punkte mit Vorzeichen je Kriterium: Gewicht mal Unterschied der Werte. Ihre Summe ist der Vorsprung."
        ),
        # matrix
        "matrix.heading": "{winner} hat den besten Wert bei {best} von {count} Kriterien",
        "matrix.heading.known": (
            "{winner} hat den besten Wert bei {best} der {count} Kriterien, zu denen etwas bekannt ist"
        ),
        "matrix.heading.shared": (
            "{winner} hat den besten oder einen gleich guten Wert bei {best} von {count} Kriterien, allein bei {alone}"
        ),
        "matrix.heading.shared_known": (
            "{winner} hat den besten oder einen gleich guten Wert bei {best} der {count} Kriterien, zu denen etwas "
            "bekannt ist, allein bei {alone}"
        ),
        "matrix.heading.none": "{winner} hat bei keinem Kriterium den besten Wert und liegt insgesamt doch vorn",
        "matrix.heading.level": "{winner} teilt sich den besten Wert bei {best} von {count} Kriterien",
        "matrix.heading.level_known": (
            "{winner} teilt sich den besten Wert bei {best} der {count} Kriterien, zu denen etwas bekannt ist"
        ),
        "matrix.heading.one": "{winner}: die Bewertungen hinter dem Ergebnis",
        "matrix.heading.nobody": "Die Bewertungen hinter dem Ergebnis",
        "matrix.intro": "Jede Zelle zeigt den Wert von 0 bis 100, dann den Rohwert. Dunkler ist besser.",
        "matrix.unknown.none": "Jede Bewertung ist bekannt.",
        "matrix.unknown.one": (
            "Eine von {cells} Bewertungen ist unbekannt und zählt zur Hälfte, in der Spanne von 0 bis 100."
        ),
        "matrix.unknown.many": (
            "{count} von {cells} Bewertungen sind unbekannt und zählen zur Hälfte, in der Spanne von 0 bis 100."
        ),
        "matrix.exhibit": "Werte von 0 bis 100 und Rohwerte",
        "matrix.exhibit.part": "Werte von 0 bis 100 und Rohwerte, Kandidaten {first} bis {last}",
        "matrix.head.criterion": "Kriterium",
        "matrix.head.weight": "Gew.",
        "matrix.total": "Punktzahl",
        "matrix.legend": "Woher eine Bewertung bekannt ist:",
        "matrix.state.tested": "getestet",
        "matrix.state.reference": "Referenz",
        "matrix.state.seen": "gesehen",
        "matrix.state.claimed": "Angabe des Anbieters",
        "matrix.state.none": "kein Nachweis",
        # stability
        "stability.heading.none": "Kein Gewicht ändert den Sieger, wenn es um ein Fünftel verschoben wird",
        "stability.heading.one": (
            "Ein Gewicht ändert den Sieger, wenn es um weniger als ein Fünftel verschoben wird: {names}"
        ),
        "stability.heading.many": (
            "{count} Gewichte ändern den Sieger, wenn sie um weniger als ein Fünftel verschoben werden: {names}"
        ),
        "stability.heading.whole": "Ein Kriterium trägt das ganze Gewicht",
        "stability.heading.tie": "{names} teilen sich den ersten Platz",
        "stability.heading.nobody": "Es gibt keinen Sieger, dessen Stabilität sich zeigen ließe",
        "stability.heading.single": "Wenn nur ein Kandidat gewinnen kann, kommt es auf kein Gewicht an",
        "stability.intro": (
            "Jedes Gewicht ändert sich für sich; die anderen behalten ihr Verhältnis. Die Intervalle sind exakt "
            "berechnet, nicht simuliert."
        ),
        "stability.exhibit": "Wie weit sich jedes Gewicht ändern darf, bevor {winner} den ersten Platz verliert",
        "stability.exhibit.tie": (
            "Wie weit sich jedes Gewicht ändern darf, bevor ein anderer Kandidat vor {winner} liegt"
        ),
        "stability.chart.note.tie": "Band: Niemand liegt vor {winner}. Strich: das Gewicht jetzt.",
        "stability.chart.note": "Band: {winner} bleibt vorn. Strich: das Gewicht jetzt.",
        "stability.flip.above": "{rival} über {bound}",
        "stability.flip.below": "{rival} unter {bound}",
        "stability.table": "Gewichtsintervalle in Prozent",
        "stability.table.tie": "Gewichtsintervalle in Prozent, in denen niemand vor {winner} liegt",
        "stability.head.criterion": "Kriterium",
        "stability.head.weight": "Jetzt",
        "stability.head.winner": "Sieger bleibt",
        "stability.head.tie": "Niemand davor",
        "stability.head.rival": "Außerhalb führt",
        "stability.head.order": "Rangfolge bleibt",
        "stability.interval": "{low} bis {high}",
        "stability.undefined": "nicht bestimmt",
        "stability.any": "jedes Gewicht",
        "stability.rivals": "{below} darunter, {above} darüber",
        "stability.rival.below": "{below} darunter",
        "stability.rival.above": "{above} darüber",
        "stability.rule.heading": "Wie das Urteil zustande kam",
        "stability.shares": "Wie oft jeder Kandidat auf welchem Rang liegt",
        "stability.shares.note.all": "{samples} Simulationen mit beliebigen Gewichten, {scores}.",
        "stability.shares.note.ordinal": "{samples} Simulationen mit Gewichten in der genannten Reihenfolge, {scores}.",
        "stability.shares.note.around": "{samples} Simulationen, jedes Gewicht um ±{spread}, {scores}.",
        "stability.shares.tie": (
            "Kandidaten, die in einer Simulation gleichauf liegen, werden nach der Rangfolge geordnet."
        ),
        "stability.scores.drawn": "Bewertungen zwischen ihren Grenzen",
        "stability.scores.fixed": "Bewertungen wie gezeigt",
        "stability.rank": "Rang {rank}",
        # evidence
        "evidence.heading.one": "Ein Nachweis",
        "evidence.heading.many": "{count} Nachweise, davon {independent} unabhängig von den Anbietern",
        "evidence.exhibit": "Nachweise mit den Nummern aus dem Text",
        "evidence.head.number": "Nr.",
        "evidence.head.what": "Nachweis und Quelle",
        "evidence.head.seen": "Gesehen, Güte",
        "evidence.head.supports": "Belegt",
        "evidence.head.cited": "Zitiert auf",
        "evidence.page": "S. {page}",
        "evidence.independent": "unabhängig",
        "evidence.expires": "gültig bis {date}",
        "evidence.quote": "„{quote}“",
        "evidence.supports": "{candidate}: {criteria}",
        "evidence.source": "Quelle: Unterlagen von {consultant}, {date}.",
        # rejected
        "rejected.heading.one": "Ein weiteres Produkt wurde geprüft und verworfen",
        "rejected.heading.many": "{count} weitere Produkte wurden geprüft und verworfen",
        "rejected.exhibit": "Verworfene Produkte und die Gründe",
        "rejected.head.name": "Produkt",
        "rejected.head.requirement": "Nicht erfüllte Anforderung",
        "rejected.head.why": "Grund",
        "rejected.evidence": "Beleg: {evidence}.",
        "rejected.evidence.seen": "Beleg: {evidence}, gesehen am {date}.",
        "rejected.source": "Quelle: Longlist von {consultant}.",
        # alternative texts of charts
        "alt.bars": "Balkendiagramm der Punktzahlen: {lines}.",
        "alt.over": "Balkendiagramm der Punkte mit Vorzeichen von {first} gegenüber {second}: {lines}.",
        "alt.stability": "Intervalldiagramm der Gewichte: {lines}.",
        "alt.shares": "Balkendiagramm der Ranganteile: {lines}.",
        "alt.logo": "Logo von {name}",
        # attached files
        "attachment.evaluation": "Die Bewertung hinter diesem Bericht",
        "attachment.report": "Alles Weitere, was in diesem Bericht gedruckt ist",
        "attachment.matrix": "Die Bewertungsmatrix als Tabelle",
        "attachment.manifest": "Prüfsummen und gedruckte Zahlen",
    }
)
