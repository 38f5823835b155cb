"""The French texts of the sections beyond the core."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # computed reasons and risks
        "reason.gain": "{criterion} : {points} points. {ours} contre {theirs} pour {second}.",
        "risk.musts.one": "On ignore si {winner} remplit un critère impératif : {musts}.",
        "risk.musts.many": "On ignore si {winner} remplit ces critères impératifs : {musts}.",
        "risk.coverage": (
            "Seuls {known} du poids de {winner} reposent sur des notes connues ; le reste compte à moitié."
        ),
        "risk.unproven": ("Pour {share} du poids, {winner} est noté sur la parole de son fournisseur ou sans preuve."),
        "risk.expired.one": "{count} preuve concernant {winner} est périmée.",
        "risk.expired.many": "{count} preuves concernant {winner} sont périmées.",
        "risk.person": "Avec les seuls poids de {person}, {other} serait en tête.",
        # requirements
        "requirements.heading": "{winner} remplit {met} des {count} exigences",
        "requirements.heading.open": "{winner} remplit {met} des {count} exigences ; {unknown} sans réponse connue",
        "requirements.heading.all.one": "{winner} remplit l’exigence",
        "requirements.heading.all.many": "{winner} remplit les {count} exigences",
        "requirements.heading.nobody.one": "Comment les candidats remplissent l’exigence",
        "requirements.heading.nobody.many": "Comment les candidats remplissent {count} exigences",
        "requirements.intro": (
            "En standard, par réglage, avec un module ou sur mesure : chacune de ces voies remplit une exigence, le "
            "sur-mesure avec réserve. Ce que personne n’a examiné n’est pas connu et ne compte jamais comme rempli."
        ),
        "requirements.exhibit": "Comment chaque candidat remplit les exigences",
        "requirements.head": "Exigence",
        "requirements.met": "Remplies",
        "requirements.met_of": "{met} sur {count}",
        "requirements.notes": "Sur quoi cela repose",
        "requirements.note": "*{requirement}, {candidate}.*",
        "requirements.shown": "Preuve : {evidence}.",
        "requirements.source": "Source : vérifications de {consultant}.",
        "level.built_in": "standard",
        "level.configuration": "réglage",
        "level.add_on": "module",
        "level.custom": "sur mesure",
        "level.no": "non",
        "level.unknown": "inconnu",
        # long list
        "long_list.heading": ("{seen} produits ont été examinés, {compared} sont comparés, {left} ont été écartés"),
        "long_list.heading.most": (
            "Sur {seen} produits, {compared} sont comparés ; {left} ont été écartés, la plupart à cause de "
            "« {requirement} »"
        ),
        "long_list.intro": (
            "Un produit qui ne remplit pas une exigence indispensable n’est pas noté ; la raison en est conservée."
        ),
        "long_list.exhibit": "Produits examinés",
        "long_list.head.product": "Produit",
        "long_list.head.outcome": "Résultat",
        "long_list.head.requirement": "Écarté à cause de",
        "long_list.compared": "comparé",
        "long_list.left": "écarté",
        "long_list.looked": "examiné seulement",
        "long_list.other": "une autre raison, sous « Solutions écartées »",
        # finalists
        "finalists.heading.one": "Le finaliste en détail : {names}",
        "finalists.heading.many": "Les {count} finalistes, un par un : {names}",
        "finalists.rank": "Rang {rank}, {score} points sur 100",
        "finalists.cost": "coûte {cost}",
        "finalists.met": "remplit {met} des {count} exigences",
        "finalists.met.open": "remplit {met} des {count} exigences, {unknown} sans réponse connue",
        "finalists.unknown_must": "inconnu : {musts}",
        "finalists.fit": "À quoi il convient",
        "finalists.flaws": "Des défauts, mais rien d’éliminatoire",
        "finalists.unsuited": "Qui ne devrait pas l’acheter",
        "finalists.nothing": "Rien ne ressort.",
        "finalists.best": "Le meilleur de tous sur {criterion} : {raw}.",
        "finalists.worse": "{criterion} : {raw} ; le meilleur autre candidat y gagne {points} points.",
        "finalists.exhibit": "Pourquoi {candidate} a ces notes",
        "finalists.head.criterion": "Critère",
        "finalists.head.value": "Valeur",
        "finalists.head.raw": "Donnée brute",
        "finalists.head.reason": "Pourquoi, et sur quelle preuve",
        # risks
        "risks.heading.one": "{count} risque est connu",
        "risks.heading.many": "{count} risques sont connus ; avec une réponse : {answered}",
        "risks.heading.answered.one": "{count} risque est connu et a une réponse",
        "risks.heading.answered.many": "{count} risques sont connus, chacun avec une réponse",
        "risks.exhibit": "Risques et réponses prévues",
        "risks.head.risk": "Ce qui peut mal tourner",
        "risks.head.answer": "Ce que nous y faisons",
        "risks.source": "Source : appréciation de {consultant} et données de l’évaluation.",
        # adoption
        "adoption.heading.one": "{count} étape jusqu’à l’usage quotidien",
        "adoption.heading.many": "{count} étapes jusqu’à l’usage quotidien",
        "adoption.heading.until.one": "{count} étape jusqu’à l’usage quotidien, le {date}",
        "adoption.heading.until.many": "{count} étapes jusqu’à l’usage quotidien, la dernière le {date}",
        "adoption.intro": (
            "Beaucoup de ce qui est acheté n’est jamais utilisé. À chacune de ces dates, nous regardons si l’outil "
            "l’est, "
            "et disons ce qu’il faut changer."
        ),
        "adoption.exhibit": "Plan d’adoption et points d’étape",
        "adoption.head.due": "Date",
        "adoption.head.what": "Ce qui est fait",
        "adoption.head.measure": "Comment nous verrons la réussite",
        "adoption.source": "Source : plan convenu entre {consultant} et {client}.",
        "adoption.source.alone": "Source : plan de {consultant}.",
        # who agrees
        "agreement.people.one": "Selon {those} personne sur {count}, {winner} arrive en tête",
        "agreement.people.many": "Selon {those} des {count} personnes, {winner} arrive en tête",
        "agreement.people.tie": "Ce que les poids de chaque personne placent en tête",
        "agreement.exhibit.tie": "Première place selon les poids de chaque personne",
        "agreement.methods.tie": "Ce que d’autres méthodes placent en tête",
        "agreement.exhibit": "Ce que les poids de chaque personne placent en tête, et le rang de {winner}",
        "agreement.head.person": "Personne",
        "agreement.head.first": "En tête",
        "agreement.head.rank": "Rang",
        "agreement.apart": "{criterion} : {least} pour {least_by}, {most} pour {most_by}.",
        "agreement.methods.one": "Selon {those} autre méthode sur {count}, {winner} arrive en tête",
        "agreement.methods.many": "Selon {those} des {count} autres méthodes, {winner} arrive en tête",
        "agreement.methods.intro": (
            "D’autres façons de calculer un classement à partir des mêmes données. Elles contrôlent le verdict ; elles "
            "ne "
            "le donnent jamais."
        ),
        "agreement.method": "{method} : {first}.",
        "method.name.topsis": "TOPSIS, distance à l’idéal",
        "method.name.vikor": "VIKOR, compromis",
        "method.name.promethee2": "PROMETHEE II, surclassement",
        # glossary
        "glossary.heading": "Les mots de ce rapport, chacun en une phrase",
        "glossary.head.term": "Mot",
        "glossary.head.means": "Ce qu’il signifie ici",
        "term.score": "Score",
        "term.score.means": "La somme des poids multipliés par les valeurs sur tous les critères, de 0 à 100.",
        "term.value": "Valeur",
        "term.value.means": "Ce que vaut une donnée brute, de 0 à 100, sur l’échelle propre à son critère.",
        "term.weight": "Poids",
        "term.weight.means": "Ce que compte un critère ; la somme de tous les poids est 100 %.",
        "term.must": "Critère impératif",
        "term.must.means": (
            "Un candidat qui échoue à l’un d’eux n’est pas classé ; un critère impératif inconnu n’est jamais "
            "considéré "
            "comme rempli."
        ),
        "term.range": "Plage",
        "term.range.means": "Le score avec chaque valeur inconnue à 0 et à 100.",
        "term.coverage": "Connu",
        "term.coverage.means": "La part du poids sur laquelle on sait quelque chose d’un candidat.",
        "term.draws": "Tirages",
        "term.draws.means": (
            "Classements recalculés avec des poids et des notes modifiés au hasard dans leurs limites."
        ),
        "term.interval": "Intervalle de poids",
        "term.interval.means": (
            "Jusqu’où un poids peut varier, les autres en proportion, avant que la première place change."
        ),
        "term.frontier": "Frontière efficiente",
        "term.frontier.means": (
            "Les candidats qu’aucune combinaison d’autres ne bat à la fois sur l’utilité et sur le coût."
        ),
        "term.present": "Valeur actuelle",
        "term.present.means": "Ce que valent aujourd’hui des coûts futurs, au taux d’actualisation indiqué.",
        "term.baseline": "Votre solution actuelle",
        "term.baseline.means": "La façon de travailler d’aujourd’hui, comparée comme n’importe quel produit.",
        "term.grade": "Qualité d’une preuve",
        "term.grade.means": "De A, essai fait par nous ou indépendant, à D, ouï-dire.",
        "term.lock": "Verrouillage",
        "term.lock.means": (
            "Poids et notes ont été fixés, avec l’heure et une empreinte, avant tout examen des intérêts."
        ),
        # change log
        "changes.heading.none": "Rien de ce qui est imprimé n’a changé depuis la version {version}",
        "changes.heading.one": "{count} élément a changé depuis la version {version}",
        "changes.heading.many": "{count} éléments ont changé depuis la version {version}",
        "changes.since": "Depuis la version {version} du {date}",
        "changes.hash": "Le SHA-256 de ce fichier commence par {hash}.",
        "changes.none": "Rien de ce qui est imprimé.",
        # memo
        "memo.exhibit": "Les solutions comparées",
        "memo.head.rank": "Rang",
        "memo.head.candidate": "Solution",
        "memo.head.score": "Score",
        "memo.head.cost": "Coût",
        "memo.head.remarks": "Remarques",
        "memo.why": "Pourquoi",
        "memo.nothing": "Rien n’a été consigné.",
        "memo.shortened": (
            "Certains textes sont abrégés ici ; ils figurent en entier dans les données jointes à ce fichier."
        ),
        "memo.sign.as": "Décision : comme recommandé ☐   autre ☐",
        "memo.sign.date": "Date",
        "memo.sign.by": "Nom et signature",
        # comparison
        "comparison.rank": "Rang",
        "comparison.cost": "Coût",
        "comparison.musts": "Critères impératifs",
        "comparison.passes": "tous remplis",
        "comparison.fails": "échoue à {musts}",
        "comparison.open": "inconnu : {musts}",
        "comparison.paid": "Nous rémunère",
        "comparison.interests": "Intérêts",
        "comparison.more.one": "{count} critère de moindre poids figure seulement dans les données jointes.",
        "comparison.more.many": "{count} critères de moindre poids figurent seulement dans les données jointes.",
        # what changed between two issues
        "change.winner": "La première place est passée de {old} à {new}.",
        "change.winner_found": "{new} est maintenant la recommandation ; il n’y en avait pas auparavant.",
        "change.winner_lost": (
            "{old} n’est plus la recommandation ; aucun candidat ne remplit tous les critères impératifs."
        ),
        "change.verdict_clear": "{winner} l’emporte maintenant nettement.",
        "change.verdict_close": "{winner} ne l’emporte plus nettement, ou de nouveau de peu.",
        "change.verdict_none": "Il n’y a plus de vainqueur net.",
        "change.candidate_added": "Nouveau candidat : {name}.",
        "change.candidate_removed": "N’est plus comparé : {name}.",
        "change.candidate_renamed": "{old} s’appelle maintenant {new}.",
        "change.criterion_added": "Nouveau critère : {name}.",
        "change.criterion_removed": "N’est plus un critère : {name}.",
        "change.criterion_renamed": "Le critère {old} s’appelle maintenant {new}.",
        "change.rank": "{name} : du rang {old} au rang {new}.",
        "change.score_points": "{name} : de {old_points} points à {new_points}.",
        "change.weight": "Poids de {name} : de {old_share} à {new_share}.",
        "change.must": "Le critère impératif {name} a été modifié.",
        "change.must_lifted": "{name} n’est plus un critère impératif.",
        "change.scale": "L’échelle de {name} a été modifiée.",
        "change.score": "{name}, {criterion} : de {old} à {new}.",
        "change.costs": "Les coûts de {name} ont été modifiés.",
        "change.horizon.one": "Les coûts comptent maintenant sur {years} an, actualisés à {rate_share}.",
        "change.horizon.many": "Les coûts comptent maintenant sur {years} ans, actualisés à {rate_share}.",
        "change.interest": "Nos intérêts concernant {name} ont changé.",
        "change.reason_added": "Nouvelle raison : {text}",
        "change.reason_removed": "Raison retirée : {text}",
        "change.risk_added": "Nouveau risque : {text}",
        "change.risk_removed": "Risque retiré : {text}",
        "change.condition_added": "Nouvelle condition : {text}",
        "change.condition_removed": "Condition retirée : {text}",
        "change.step_added": "Nouvelle étape : {text}",
        "change.step_removed": "Étape retirée : {text}",
        "change.adoption_added": "Nouveau dans le plan d’adoption : {text}",
        "change.adoption_removed": "Retiré du plan d’adoption : {text}",
        "change.need_added": "Nouveau besoin : {text}",
        "change.need_removed": "Besoin retiré : {text}",
        "change.rejected_added": "Écarté : {text}.",
        "change.rejected_removed": "N’est plus écarté : {text}.",
        "change.finalist": "Ce qui est dit de {name} a changé.",
        "change.question": "La question est maintenant : {text}",
        "change.valid_until": "Valable jusqu’au {new} au lieu du {old}.",
        "change.evidence_added": "Nouvelle preuve : {text}.",
        "change.evidence_removed": "Preuve retirée : {text}.",
        "change.details": "Des détails de l’évaluation ont changé, trop peu pour être montrés.",
        "change.weights_anew": "Les poids ont été redonnés ; aucun ne change à l’impression.",
        "change.stakeholder": "Les poids de {name} ont été modifiés.",
        "change.criterion": "Le critère {name} est décrit ou groupé autrement.",
        "change.groups": "Les groupes de critères ont été modifiés.",
        "change.candidate": "{name} a une autre place dans la comparaison.",
        "change.methods": "Les tirages ou les méthodes de contrôle ont été modifiés.",
        "change.support": "{name}, {criterion} : la note est étayée autrement.",
        "change.currencies": "La monnaie des coûts ou un taux de change a été modifié.",
        "change.reason_changed": "Raison pour un autre critère : {text}",
        "change.risk_changed": "Risque traité autrement : {text}",
        "change.adoption_changed": "Plan d’adoption mesuré autrement : {text}",
        "change.need_changed": "Besoin décrit autrement : {text}",
        "change.requirement_added": "Nouvelle exigence : {text}",
        "change.requirement_removed": "Exigence retirée : {text}",
        "change.requirement_changed": "Exigence modifiée : {text}",
        "change.long_list_added": "Nouveau dans la liste longue : {text}.",
        "change.long_list_removed": "N’est plus dans la liste longue : {text}.",
        "change.rejected_changed": "Écarté pour une autre raison : {text}.",
        "change.evidence_changed": "Preuve modifiée : {text}.",
        "change.coverage": "{name} répond autrement à une exigence : {text}",
        "change.coverage_anew": "La manière dont les candidats répondent aux exigences a été indiquée à nouveau.",
        "change.sentences": "Des phrases formulées par nous ont été modifiées.",
        "change.notes": "Nos propres remarques ont été modifiées.",
        "change.order": "L’ordre de ce qui est dit a changé.",
        "change.more": "Autres modifications : {count}.",
    },
    french=True,
)
