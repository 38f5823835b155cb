"""The French texts of what the domain says."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # the verdict in a sentence
        "rule.only": "{winner} est le seul candidat",
        "rule.only_passing": "{winner} est le seul candidat à remplir tous les critères impératifs",
        "rule.only_open.one": (
            "{winner} est le seul candidat à n’échouer à aucun critère impératif ; on ignore si {musts} est rempli"
        ),
        "rule.only_open.many": (
            "{winner} est le seul candidat à n’échouer à aucun critère impératif ; on ignore si {musts} sont remplis"
        ),
        "rule.tie": "Pas de vainqueur net : {names} sont à égalité",
        "rule.clear": "{winner} l’emporte nettement{though}",
        "rule.close": "{winner}, suivi de près par {second}{though}",
        "rule.none": "Pas de vainqueur net : {winner} et {second} sont trop proches",
        "rule.if_met.one": "{winner} l’emporte nettement à condition de remplir le critère impératif {musts}{though}",
        "rule.if_met.many": (
            "{winner} l’emporte nettement à condition de remplir les critères impératifs {musts}{though}"
        ),
        "rule.though.one": ", bien que {unknown} note sur {cells} soit inconnue",
        "rule.though.many": ", bien que {unknown} notes sur {cells} soient inconnues",
        "rule.nobody": "Aucun candidat ne remplit tous les critères impératifs",
        "rule.nothing": "Rien à comparer pour l’instant",
        # the rule that led to it
        "rule.nobody.one": "Le seul candidat échoue à un critère impératif.",
        "rule.nobody.two": "Les deux candidats échouent à un critère impératif.",
        "rule.nobody.many": "Les {count} candidats échouent tous à un critère impératif.",
        "rule.no_candidates": "Il n’y a pas de candidat.",
        "rule.alone": "Aucun autre candidat ne peut gagner ; il n’y a donc rien à comparer.",
        "rule.shared": (
            "Ils ont autant de points et se partagent la première place ; aucun vainqueur n’est désigné sous "
            "1\u00a0point."
        ),
        "rule.tie_end.two": "Un changement du poids de {criterion}, si petit soit-il, les départage.",
        "rule.tie_end.many": "Un changement du poids de {criterion}, si petit soit-il, met fin à l’égalité.",
        "rule.lead": "Avance de {lead} points ; aucun vainqueur n’est désigné sous 1\u00a0point.",
        "rule.share": (
            "En tête dans {share} % des {samples} tirages ; il faut 75 % pour un vainqueur net, 40 % pour tout "
            "vainqueur."
        ),
        "rule.whole.one": "Il n’y a qu’un critère, donc aucun autre sur lequel reporter son poids.",
        "rule.whole.many": ("Un seul critère porte tout le poids ; les autres n’ont donc pas de proportions à garder."),
        "rule.room.none": "Chaque poids supérieur à 5 % peut varier de 10 % et plus.",
        "rule.room.enough": (
            "Chaque poids supérieur à 5 % peut varier de 10 % ; plus petite marge : {criterion}, {room} %."
        ),
        "rule.room.short": (
            "Certains poids supérieurs à 5 % ne peuvent pas varier de 10 % ; plus petite marge : {criterion}, {room} %."
        ),
        "rule.musts.one": ("Critère impératif inconnu : {musts} ; il doit être connu avant qu’un vainqueur soit net."),
        "rule.musts.many": (
            "Critères impératifs inconnus : {musts} ; ils doivent être connus avant qu’un vainqueur soit net."
        ),
        "rule.unknown.one": "{unknown} note sur {cells} est inconnue.",
        "rule.unknown.many": "{unknown} notes sur {cells} sont inconnues.",
        "rule.reach": "Ce qui est inconnu pourrait placer {first} en tête.",
        "rule.reach.one": "Ce qui est inconnu pourrait placer {first} ou {count} autre en tête.",
        "rule.reach.many": "Ce qui est inconnu pourrait placer {first} ou {count} autres en tête.",
        # warnings
        "warning.promethee_additive": (
            "PROMETHEE avec une forme en V sur toute l’échelle redonne la somme pondérée et ne contrôle rien."
        ),
        "warning.all_fail": "Chaque candidat échoue à un critère impératif ; aucun ne peut donc gagner.",
        "warning.unknown_must": "{candidate} : on ignore si le critère impératif {criterion} est rempli.",
        "warning.clipped": (
            "{candidate} : la note {raw} sur {criterion} est hors de son échelle et compte comme la borne la plus "
            "proche."
        ),
        "warning.clipped.end": (
            "{candidate} : la borne {raw} de la note sur {criterion} est hors de son échelle et compte comme la borne "
            "la "
            "plus proche."
        ),
        "warning.clipped.ends": (
            "{candidate} : les bornes {low} et {high} de la note sur {criterion} sont hors de son échelle et comptent "
            "comme la borne la plus proche."
        ),
        "warning.correlated": (
            "{criterion} et {other} vont de pair (r = {r}) : ils comptent peut-être deux fois la même chose."
        ),
        "warning.correlated.one": (
            "{criterion} et {other} vont de pair (r = {r}), ainsi que {count} autre paire : ils comptent peut-être "
            "deux fois la même chose."
        ),
        "warning.correlated.many": (
            "{criterion} et {other} vont de pair (r = {r}), ainsi que {count} autres paires : ils comptent peut-être "
            "deux fois la même chose."
        ),
        "warning.zero_weight": "{criterion} n’a aucun poids.",
        "warning.all_unknown.criterion": "{criterion} : aucun candidat n’a de note.",
        "warning.all_unknown.candidate": "{candidate} : on n’en sait encore rien.",
        "warning.constant": "{criterion} est identique pour tous les candidats et ne décide de rien.",
        "warning.constant.able": (
            "{criterion} est identique pour tous les candidats qui peuvent gagner et ne décide de rien."
        ),
        "warning.one_candidate": "{candidate} est le seul candidat ; il n’y a rien à comparer.",
        "warning.same_name": "{count} candidats s’appellent {candidate}, et rien d’imprimé ne les distingue.",
        "warning.cost_twice": (
            "{criterion} compte dans le score alors que des lignes de coût sont aussi données : comparez le coût à un "
            "seul endroit."
        ),
        "warning.no_costs": (
            "{candidate} n’a pas de ligne de coût ; son coût est donc inconnu et absent du rapport qualité-prix. "
            "Donnez "
            "une ligne de 0 s’il ne coûte rien."
        ),
        "warning.no_rate": (
            "Il n’y a pas de taux de change de {currency} vers {total} : ce qui se paie en {currency} n’a pas de total."
        ),
        "warning.beyond_horizon.out": (
            "{candidate} : {line} court jusqu’à l’année {to_year}, au-delà de la dernière année comparée ({years}), "
            "et ne compte pas."
        ),
        "warning.beyond_horizon.part": (
            "{candidate} : {line} court jusqu’à l’année {to_year}, au-delà de la dernière année comparée ({years}), "
            "et ne compte que jusqu’à l’année {years}."
        ),
        "warning.no_benefit": "Seul le coût a du poids : il n’y a aucune utilité à lui opposer.",
        "warning.stakeholder": "Les poids de {person} ne décident pas encore.",
        # parts of an evaluation, as changes are told
        "part.criteria": "Critères",
        "part.weights": "Poids",
        "part.products": "Produits",
        "part.scores": "Notes",
        "part.costs": "Coûts",
        "part.evaluation": "Évaluation",
        # kinds of evidence
        "evidence.kind.vendor_claim": "affirmation du fournisseur",
        "evidence.kind.vendor_page": "site du fournisseur",
        "evidence.kind.document": "document",
        "evidence.kind.hands_on_test": "essai pratique",
        "evidence.kind.test": "essai",
        "evidence.kind.demonstration": "démonstration",
        "evidence.kind.reference": "référence",
        "evidence.kind.review": "avis",
        "evidence.kind.benchmark": "banc d’essai",
        "evidence.kind.contract": "contrat",
        "evidence.kind.quote": "devis",
        # kinds of cost
        "cost.one_off": "unique",
        "cost.licence": "licence",
        "cost.implementation": "mise en œuvre",
        "cost.training": "formation",
        "cost.support": "assistance",
        "cost.migration": "migration",
        "cost.exit": "sortie",
        "cost.other": "autre",
        # periods, after "per"
        "period.month": "mois",
        "period.year": "an",
        # confidence in a score
        "confidence.low": "faible",
        "confidence.medium": "moyenne",
        "confidence.high": "élevée",
    },
    french=True,
)
