"""The French texts of a report."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # names of sections
        "section.summary": "Synthèse",
        "section.full": "La recommandation en détail",
        "section.comparison": "Comparaison",
        "section.memo": "Note de décision",
        "section.disclosure": "Déclaration d’intérêts",
        "section.needs": "Situation et besoins",
        "section.requirements": "Exigences",
        "section.long_list": "Liste longue",
        "section.ranking": "Classement et contributions",
        "section.matrix": "Matrice des notes",
        "section.stability": "Stabilité des poids",
        "section.value": "Rapport qualité-prix",
        "section.finalists": "Les finalistes",
        "section.risks": "Risques",
        "section.adoption": "Plan d’adoption",
        "section.method": "Méthode",
        "section.evidence": "Preuves",
        "section.rejected": "Solutions écartées",
        "section.glossary": "Glossaire",
        "section.changes": "Historique des modifications",
        # cover and furniture
        "cover.kind": "Recommandation",
        "title.for": "{kind} pour {client}",
        "title.of": "{title} : {subject}",
        "cover.contents": "Dans ce rapport",
        "cover.client": "Client",
        "cover.prepared_for": "À l’attention de",
        "cover.by": "Établi par",
        "cover.version": "Rapport",
        "cover.valid": "Valable jusqu’au",
        "cover.locked": "Poids et notes verrouillés",
        "cover.lock": "{moment}, SHA-256\u00a0{hash}",
        "cover.numbered": "N° {number}, {version}",
        "version.draft": "projet",
        "version.issued": "version {version}",
        "watermark": "Projet",
        "note.heading": "Une remarque de {consultant}",
        "marking.confidential": "Confidentiel",
        "marking.internal": "Interne",
        "marking.for_discussion": "Pour discussion",
        "marking.public": "Public",
        "footer.page": "{page} / {pages}",
        "page.skip": "Aller au rapport",
        "page.attached": "Joint à ce rapport :",
        "page.pdf": "C’est le fichier PDF de ce rapport qu’il faut conserver et vérifier ; ses données y sont jointes.",
        "exhibit": "Figure {number}. {title}",
        "exhibit.continued": "Figure {number}, suite. {title}",
        "source.evaluation": "Source : fichier d’évaluation joint à ce rapport, problème {hash}.",
        "and": " et ",
        "other_criteria": "Autres critères",
        "unknown": "inconnu",
        # verdict
        "verdict.clear": "Choisissez {winner} : {margin} points d’avance sur {second}",
        "verdict.close": "Choisissez {winner} ; {second} suit de près",
        "verdict.close.cheaper": "Choisissez {winner} ; {second} suit de près et coûte {gap} de moins",
        "verdict.close.dearer": "Choisissez {winner} ; {second} suit de près, mais coûte {gap} de plus",
        "verdict.keep": "Gardez « {winner} » ; aucun candidat n’obtient un meilleur score",
        "verdict.none": "Pas de vainqueur net : {margin} points séparent {winner} et {second}",
        "verdict.none.share": (
            "Pas de vainqueur net : {winner} devance {second}, mais n’arrive en tête que dans {share} des tirages"
        ),
        "verdict.tie": "Pas de vainqueur net : {names} obtiennent tous deux {score} points",
        "verdict.tie.many": "Pas de vainqueur net : {names} obtiennent tous {score} points",
        "more": "{count} de plus",
        "verdict.if_met": (
            "Choisissez {winner} à condition que soit rempli : {musts} ; {margin} points d’avance sur {second}"
        ),
        "verdict.only": "{winner} est le seul candidat et obtient {score} points sur 100",
        "verdict.only_passing": "{winner} est le seul candidat à remplir tous les critères impératifs",
        "verdict.only_open.one": (
            "{winner} est le seul candidat à n’échouer à aucun critère impératif ; on ignore si {musts} est rempli"
        ),
        "verdict.only_open.many": (
            "{winner} est le seul candidat à n’échouer à aucun critère impératif ; on ignore si {musts} sont remplis"
        ),
        "verdict.nobody.one": "Le seul candidat échoue à un critère impératif ; n’achetez pas encore",
        "verdict.nobody.two": "Aucun des deux candidats ne remplit tous les critères impératifs",
        "verdict.nobody.many": "Aucun des {count} candidats ne remplit tous les critères impératifs",
        "summary.lead": (
            "{winner} obtient {score} points sur 100 contre {other} pour {second}, soit une avance de {margin} points."
        ),
        "summary.lead.tie": "{names} se partagent la première place avec {score} points sur 100 chacun.",
        "summary.lead.only": "{winner} obtient {score} points sur 100.",
        "summary.share": (
            "{winner} arrive en tête dans {share} des {samples} tirages où chaque poids varie de {spread} au plus."
        ),
        "summary.best": "Son principal avantage : {criterion}, {points} points.",
        "summary.nobody": "{first} serait en tête avec {score} points sur 100, mais échoue à : {musts}.",
        "summary.exhibit.one": "Score du seul candidat, par groupe de critères",
        "summary.exhibit.one.plain": "Score du seul candidat, par critère",
        "summary.exhibit.many": "Score de {count} candidats, par groupe de critères",
        "summary.exhibit.plain": "Score de {count} candidats, par critère",
        "summary.range": "{name} : de {low} à {high}, inconnu : {count}",
        "summary.more": "{count} de plus au classement",
        "summary.reasons": "Pourquoi {winner}",
        "summary.reasons.none": "Raisons",
        "summary.no_reasons": "Aucune raison n’a été consignée.",
        "summary.points": "{criterion} : {points} points. {text}",
        "summary.change": "Ce qui changerait notre avis",
        "summary.change.above": (
            "{criterion} à plus de {bound} du poids (actuellement {weight}) : {rival} passe en tête."
        ),
        "summary.change.below": (
            "{criterion} à moins de {bound} du poids (actuellement {weight}) : {rival} passe en tête."
        ),
        "summary.change.nothing": "Aucun poids ne peut à lui seul changer le vainqueur.",
        "summary.change.single": (
            "Un autre candidat qui remplit tous les critères impératifs et obtient un meilleur score."
        ),
        "summary.change.must": "Il s’avère que {winner} ne remplit pas ce qui est impératif : {musts}.",
        "summary.change.tie.two": (
            "{names} sont à égalité : un changement de leurs notes ou des poids peut les départager."
        ),
        "summary.change.tie.many": (
            "{names} sont à égalité : un changement de leurs notes ou des poids peut mettre fin à l’égalité."
        ),
        "summary.change.tie.two_scores": "{names} sont à égalité : un changement de leurs notes peut les départager.",
        "summary.change.tie.many_scores": (
            "{names} sont à égalité : un changement de leurs notes peut mettre fin à l’égalité."
        ),
        "summary.change.nobody": "Un candidat qui remplit tous les critères impératifs.",
        "summary.risks": "Risques",
        "summary.no_risks": "Aucun risque n’a été consigné.",
        "summary.steps": "Prochaines étapes",
        "summary.no_steps": "Aucune étape n’a encore été convenue.",
        "summary.shortened": "Certains textes sont abrégés ici ; ils figurent en entier sous « {section} ».",
        "full.heading": "Raisons, risques, conditions et prochaines étapes dans leur intégralité",
        "full.conditions": "Conditions",
        "full.heading.reasons": "Raisons",
        # interests
        "interests.label": "*Intérêts.*",
        "interest.pays": "{candidate} nous rémunère si vous achetez : {basis}.",
        "interest.pays.plain": "{candidate} nous rémunère si vous achetez.",
        "interest.client": "{candidate} compte aussi parmi nos clients.",
        "interest.investor": "Nous détenons une participation dans {candidate}.",
        "interest.other": "{candidate} : {basis}.",
        "interest.about": "Pour nous, cela représente environ {amount}.",
        "interest.same_price": "Vous payez le même prix.",
        "interest.other_price": "Votre prix s’en trouve modifié.",
        "interest.none.one": "{names} ne nous verse rien.",
        "interest.none.many": "{names} ne nous versent rien.",
        "interest.nobody": (
            "Aucun fournisseur ne nous rémunère, quel que soit votre choix : ni commission, ni rémunération "
            "d’apporteur d’affaires, ni participation."
        ),
        "interest.undisclosed": "Pas encore déclaré : {names}.",
        "interest.best_free": (
            "Sans les produits qui nous rémunèrent, {candidate} serait en tête ; son rang est {rank}."
        ),
        "interest.winner_free": "Le produit recommandé ne nous verse rien.",
        "interest.credited": "Nous portons à votre crédit ce que nous recevons.",
        "interest.applied": (
            "Nous avons demandé à rejoindre le programme de {candidate} le {date} ; à ce jour, il ne nous verse rien."
        ),
        "interest.first_stays": "Même sans les produits qui nous rémunèrent, {candidate} serait premier.",
        "interest.where": "Tous figurent sous « {section} ».",
        "disclosure.heading.winner": (
            "Nous sommes rémunérés si vous choisissez {winner} ; {free} est le meilleur candidat qui ne nous verse rien"
        ),
        "disclosure.heading.winner_only": "Nous sommes rémunérés si vous choisissez {winner}",
        "disclosure.heading.all": "Nous sommes rémunérés quel que soit le produit choisi",
        "disclosure.heading.others.one": "{winner} ne nous verse rien ; {count} autre candidat le ferait",
        "disclosure.heading.others.many": "{winner} ne nous verse rien ; {count} autres candidats le feraient",
        "disclosure.heading.some.one": "{count} candidat nous rémunère si vous achetez",
        "disclosure.heading.some.many": "{count} candidats nous rémunèrent si vous achetez",
        "disclosure.heading.nobody": "Aucun fournisseur ne nous rémunère, quel que soit votre choix",
        "disclosure.heading.missing": "Les intérêts ne sont pas encore déclarés",
        "disclosure.heading.blind": "Les intérêts restent masqués jusqu’au verrouillage des poids et des notes",
        "interest.blind": (
            "Masqué jusqu’au verrouillage des poids et des notes ; ce qui est versé sera imprimé ici ensuite."
        ),
        "disclosure.intro": (
            "Pour chaque candidat figure ce qui nous lie à son fournisseur, y compris pour ceux qui ne versent rien."
        ),
        "disclosure.exhibit": "Intérêts, dans l’ordre du classement",
        "disclosure.head.rank": "Rang",
        "disclosure.head.candidate": "Candidat",
        "disclosure.head.kind": "Lien",
        "disclosure.head.paid": "Ce qui est versé, et par qui",
        "disclosure.head.expected": "Montant attendu",
        "disclosure.head.price": "Votre prix",
        "disclosure.same": "le même",
        "disclosure.changes": "modifié",
        "disclosure.nothing": "rien",
        "disclosure.nothing.applied": "rien à ce jour ; candidature à son programme le {date}",
        "disclosure.nothing.outside": "rien ; nous ne participons pas à son programme",
        "disclosure.nothing.none": "rien ; aucun programme connu",
        "disclosure.by": "{basis}, par {payer}",
        "disclosure.baseline": "sans fournisseur",
        "disclosure.missing": "pas encore déclaré",
        "disclosure.source": "Source : déclaration de {consultant}, {date}.",
        "disclosure.independence": (
            "Les versements n’entrent ni dans les notes, ni dans les poids, ni dans le classement : le fichier "
            "d’évaluation joint à ce rapport n’en contient aucun, et le classement en découle entièrement."
        ),
        "disclosure.same_without": (
            "Recalculés sans aucun versement, le classement, le verdict et tous les chiffres sont les mêmes."
        ),
        "disclosure.not_same": "Recalculés à partir de ce fichier, les chiffres diffèrent de ceux imprimés ici.",
        "lock.heading": "Verrouillé avant tout examen des intérêts",
        "lock.facts": ("Poids et notes ont été verrouillés le {moment}. Les intérêts étaient masqués jusque-là."),
        "lock.hash": "SHA-256 de ce qui a été verrouillé",
        "lock.unchanged": "Rien de décisif n’a été modifié ensuite.",
        "lock.changes": "Ce qui a été modifié après le verrouillage",
        "lock.reopened": "*{moment}.* {reason}",
        "lock.again": "Verrouillé de nouveau le {moment}.",
        "lock.nothing": "Rien n’a été modifié.",
        "lock.change": "{part}. {text}",
        "lock.open": "Ils sont ouverts aux modifications ; ce projet n’est pas ce qui a été verrouillé.",
        "kind.none": "aucun, sans commission",
        "kind.affiliate": "affiliation",
        "kind.referral": "apport d’affaires",
        "kind.reseller": "marge de revente",
        "kind.client": "client de notre cabinet",
        "kind.investor": "parts détenues",
        "kind.other": "autre",
        # needs
        "needs.heading.one": "Un besoin décide : {progress}",
        "needs.heading.many": "{count} besoins ont donné {requirements} exigences ; le plus urgent : {progress}",
        "needs.heading.requirement": (
            "{count} besoins ont donné {requirements} exigence ; le plus urgent : {progress}"
        ),
        "needs.sentence": "Situation : {situation}. Objectif : *{progress}*. Résultat attendu : {outcome}.",
        "needs.sentence.short": "Objectif : *{progress}*.",
        "needs.question": "*Question.* {question}",
        "needs.quote": "« {quote} »",
        "needs.by": "{person}",
        "needs.need": "Besoin {number}",
        "needs.facts.importance": "Importance {value} sur 5",
        "needs.facts.today": "aujourd’hui {value} sur 5",
        "needs.facts.cost": "coûte aujourd’hui {amount} par {period}",
        "needs.facts.cost.once": "coûte {amount} une fois",
        "needs.exhibit": "Exigences du besoin {number}",
        "needs.head.moscow": "Priorité",
        "needs.head.requirement": "Exigence et façon de la vérifier",
        "needs.head.asked": "Demandée par",
        "needs.head.criterion": "A mené à",
        "needs.source": "Source : entretiens et ateliers avec {client}.",
        "needs.written_down": "consignée",
        "moscow.must": "Impératif",
        "moscow.should": "Souhaité",
        "moscow.could": "Possible",
        "moscow.wont": "Exclu",
        # ranking
        "ranking.heading.both": "{winner} fait mieux pour {gain} ; {second} est devant pour {loss}",
        "ranking.heading.tie": "{winner} devance {second} sur {gain}, et le suit sur {loss}",
        "ranking.heading.all": "{winner} fait au moins aussi bien que {second} sur chaque critère",
        "ranking.heading.equal": "{winner} et {second} ont autant de points sur chaque critère",
        "ranking.heading.one": "{winner} obtient {score} points sur 100",
        "ranking.heading.nobody": "Chaque candidat échoue à un critère impératif",
        "ranking.exhibit": "D’où viennent les points, critère par critère",
        "ranking.note": (
            "Chaque segment est le poids multiplié par la valeur ; la somme des segments d’une barre est son score. "
            "{range}"
        ),
        "ranking.range": (
            "Le trait montre les notes inconnues à 0 et à 100 ; celles saisies entre deux bornes font varier les "
            "tirages."
        ),
        "ranking.table": "Scores, plages et critères impératifs",
        "ranking.head.rank": "Rang",
        "ranking.head.candidate": "Candidat",
        "ranking.head.score": "Score",
        "ranking.head.range": "Plage",
        "ranking.head.known": "Connu",
        "ranking.head.remarks": "Remarques",
        "ranking.failed": "échoue à {musts}",
        "ranking.would": "serait au rang {rank}",
        "ranking.unknown_must": "critère impératif inconnu : {musts}",
        "ranking.dominated": "nulle part meilleur que {names}",
        "ranking.baseline": "votre solution actuelle",
        "ranking.range_of": "{low} à {high}",
        "ranking.over": "Pourquoi {first} devance {second}, en points",
        "ranking.over.tie": "{first} face à {second}, en points",
        "ranking.margin": "Avance",
        "ranking.over.source": (
            "Points signés par critère : le poids multiplié par l’écart des valeurs. Leur somme est l’avance."
        ),
        # matrix
        "matrix.heading": "{winner} a la meilleure valeur sur {best} des {count} critères",
        "matrix.heading.known": (
            "{winner} a la meilleure valeur sur {best} des {count} critères pour lesquels sa note est connue"
        ),
        "matrix.heading.shared": (
            "{winner} a la meilleure valeur, ou une valeur égale, sur {best} des {count} critères, sans égal sur "
            "{alone}"
        ),
        "matrix.heading.shared_known": (
            "{winner} a la meilleure valeur, ou une valeur égale, sur {best} des {count} critères pour lesquels sa "
            "note est connue, sans égal sur {alone}"
        ),
        "matrix.heading.none": "{winner} n’a la meilleure valeur sur aucun critère, mais arrive en tête au total",
        "matrix.heading.level": "{winner} partage la meilleure valeur sur {best} des {count} critères",
        "matrix.heading.level_known": (
            "{winner} partage la meilleure valeur sur {best} des {count} critères pour lesquels sa note est connue"
        ),
        "matrix.heading.one": "{winner} : les notes derrière le résultat",
        "matrix.heading.nobody": "Les notes derrière le résultat",
        "matrix.intro": (
            "Chaque cellule donne la valeur de 0 à 100, puis la donnée brute. Plus c’est foncé, mieux c’est."
        ),
        "matrix.unknown.none": "Toutes les notes sont connues.",
        "matrix.unknown.one": "Une des {cells} notes est inconnue et compte à moitié, de 0 à 100 dans la plage.",
        "matrix.unknown.many": (
            "{count} des {cells} notes sont inconnues et comptent à moitié, de 0 à 100 dans la plage."
        ),
        "matrix.exhibit": "Valeurs de 0 à 100 et données brutes",
        "matrix.exhibit.part": "Valeurs de 0 à 100 et données brutes, candidats {first} à {last}",
        "matrix.head.criterion": "Critère",
        "matrix.head.weight": "Poids",
        "matrix.total": "Score",
        "matrix.legend": "D’où une note est connue :",
        "matrix.state.tested": "testé",
        "matrix.state.reference": "référence",
        "matrix.state.seen": "vu",
        "matrix.state.claimed": "selon le fournisseur",
        "matrix.state.none": "sans preuve",
        # stability
        "stability.heading.none": "Aucun poids, modifié d’un cinquième, ne change le vainqueur",
        "stability.heading.one": "Un poids, modifié de moins d’un cinquième, change le vainqueur : {names}",
        "stability.heading.many": "{count} poids, modifiés de moins d’un cinquième, changent le vainqueur : {names}",
        "stability.heading.whole": "Un seul critère porte tout le poids",
        "stability.heading.tie": "{names} se partagent la première place",
        "stability.heading.nobody": "Il n’y a pas de vainqueur dont on puisse montrer la stabilité",
        "stability.heading.single": "Lorsqu’un seul candidat peut gagner, aucun poids ne compte",
        "stability.intro": (
            "Chaque poids varie seul ; les autres gardent leurs proportions. Les intervalles sont exacts, et non issus "
            "de tirages."
        ),
        "stability.exhibit": "Jusqu’où chaque poids peut varier avant que {winner} perde la première place",
        "stability.exhibit.tie": "Jusqu’où chaque poids peut varier avant qu’un autre candidat devance {winner}",
        "stability.chart.note.tie": "Bande : personne ne devance {winner}. Repère : le poids actuel.",
        "stability.chart.note": "Bande : {winner} reste en tête. Repère : le poids actuel.",
        "stability.flip.above": "{rival} dès {bound}",
        "stability.flip.below": "{rival} sous {bound}",
        "stability.table": "Intervalles de poids en pour cent",
        "stability.table.tie": "Intervalles de poids en pour cent où personne ne devance {winner}",
        "stability.head.criterion": "Critère",
        "stability.head.weight": "Actuel",
        "stability.head.winner": "Reste en tête",
        "stability.head.tie": "Personne devant",
        "stability.head.rival": "En tête au-delà",
        "stability.head.order": "Ordre inchangé",
        "stability.interval": "{low} à {high}",
        "stability.undefined": "non défini",
        "stability.any": "tout poids",
        "stability.rivals": "{below} en deçà, {above} au-delà",
        "stability.rival.below": "{below} en deçà",
        "stability.rival.above": "{above} au-delà",
        "stability.rule.heading": "Comment le verdict a été établi",
        "stability.shares": "Fréquence de chaque rang par candidat",
        "stability.shares.note.all": "{samples} tirages de poids quelconques, {scores}.",
        "stability.shares.note.ordinal": "{samples} tirages de poids dans l’ordre indiqué, {scores}.",
        "stability.shares.note.around": "{samples} tirages, chaque poids à ±{spread} près, {scores}.",
        "stability.shares.tie": (
            "Les candidats à égalité dans un tirage prennent leurs rangs dans l’ordre du classement."
        ),
        "stability.scores.drawn": "notes entre leurs bornes",
        "stability.scores.fixed": "notes telles qu’affichées",
        "stability.rank": "Rang {rank}",
        # evidence
        "evidence.heading.one": "Une preuve",
        "evidence.heading.many": "{count} preuves, dont {independent} indépendantes des fournisseurs",
        "evidence.exhibit": "Preuves, numérotées comme dans le texte",
        "evidence.head.number": "N°",
        "evidence.head.what": "Preuve et source",
        "evidence.head.seen": "Vue le, qualité",
        "evidence.head.supports": "Étaye",
        "evidence.head.cited": "Citée",
        "evidence.page": "p. {page}",
        "evidence.independent": "indépendante",
        "evidence.expires": "valable jusqu’au {date}",
        "evidence.quote": "« {quote} »",
        "evidence.supports": "{candidate} : {criteria}",
        "evidence.source": "Source : dossiers de {consultant}, {date}.",
        # rejected
        "rejected.heading.one": "Un autre produit a été examiné puis écarté",
        "rejected.heading.many": "{count} autres produits ont été examinés puis écartés",
        "rejected.exhibit": "Produits écartés, et pourquoi",
        "rejected.head.name": "Produit",
        "rejected.head.requirement": "Exigence non remplie",
        "rejected.head.why": "Raison",
        "rejected.evidence": "Preuve : {evidence}.",
        "rejected.evidence.seen": "Preuve : {evidence}, vue le {date}.",
        "rejected.source": "Source : liste longue de {consultant}.",
        # alternative texts of charts
        "alt.bars": "Diagramme en barres des scores : {lines}.",
        "alt.over": "Diagramme en barres des points signés de {first} par rapport à {second} : {lines}.",
        "alt.stability": "Diagramme des intervalles de poids : {lines}.",
        "alt.shares": "Diagramme en barres des fréquences de rang : {lines}.",
        "alt.logo": "Logo de {name}",
        # attached files
        "attachment.evaluation": "L’évaluation derrière ce rapport",
        "attachment.report": "Tout le reste de ce qui est imprimé dans ce rapport",
        "attachment.matrix": "La matrice des notes sous forme de tableau",
        "attachment.manifest": "Empreintes et chiffres imprimés",
    },
    french=True,
)
