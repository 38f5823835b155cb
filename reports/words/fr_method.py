"""The French texts of the section on the method."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # method
        "method.heading": "Un modèle additif sur des échelles fixes ; aucun versement n’y entre",
        "method.model": (
            "*Modèle.* Chaque donnée brute devient une valeur de 0 à 100 sur l’échelle propre à son critère, qui ne "
            "dépend pas des autres produits. Un score est la somme des poids multipliés par les valeurs. Retirer un "
            "produit de la liste ne change jamais l’ordre des autres."
        ),
        "method.weights": "*Poids.* {how} Leur somme est 100 %.",
        "method.weights.direct": "Les poids ont été donnés directement, en points.",
        "method.weights.swing": (
            "Les poids viennent de points de bascule (« swing ») : ce que vaut le passage du pire au meilleur."
        ),
        "method.weights.rank": "Les poids découlent d’un ordre d’importance ({formula}).",
        "method.weights.pairs": "Les poids découlent de comparaisons par paires.",
        "method.weights.mean": "Les poids sont la moyenne des poids des parties prenantes.",
        "method.within.direct": "Au sein de {groups}, ils ont été donnés directement.",
        "method.within.swing": "Au sein de {groups}, ils viennent de points de bascule.",
        "method.within.rank": "Au sein de {groups}, ils découlent d’un ordre d’importance ({formula}).",
        "method.within.pairs": "Au sein de {groups}, ils découlent de comparaisons par paires.",
        "method.formula.roc": "barycentre des rangs",
        "method.formula.rs": "somme des rangs",
        "method.formula.rr": "inverse des rangs",
        "method.musts": (
            "*Critères impératifs.* Un candidat qui échoue à l’un d’eux n’est pas classé ; un critère impératif "
            "inconnu "
            "n’est jamais considéré comme rempli."
        ),
        "method.unknown": (
            "*Les notes inconnues* comptent à moitié ; la plage les montre à 0 et à 100. Les notes saisies entre deux "
            "bornes font varier les tirages, non la plage. Rien n’est deviné."
        ),
        "method.simulation": (
            "*Tirages.* {samples} tirages avec la graine {seed} : chaque poids varie de {spread} au plus, et les notes "
            "saisies entre deux bornes sont tirées entre elles."
        ),
        "method.verdict": (
            "*Verdict.* Aucun vainqueur n’est désigné sous 1 point d’avance ou sous 40 % des tirages. Un vainqueur net "
            "exige 75 % des tirages, une marge de 10 % sur chaque poids supérieur à 5 %, et aucun critère impératif "
            "inconnu."
        ),
        "method.rounding": (
            "*Arrondis.* Les points sont arrondis de sorte que la somme des parties imprimées soit le score imprimé, "
            "et "
            "celle des écarts imprimés l’avance imprimée."
        ),
        "method.table": "Critères, poids, échelles et critères impératifs",
        "method.head.criterion": "Critère",
        "method.head.weight": "Poids",
        "method.head.scale": "Échelle, du pire au meilleur",
        "method.head.must": "Impératif",
        "method.scale": "{worst} à {best}",
        "method.curve": "{worst} à {best}, courbe passant par {points}",
        "method.levels": "{levels}",
        "method.level": "{name}\u00a0=\u00a0{value}",
        "method.direct": "valeurs de 0 à 100 données directement",
        "method.must.>=": "au moins {value}",
        "method.must.<=": "au plus {value}",
        "method.must.==": "exactement {value}",
        "method.check.heading": "Vérifiez vous-même ce rapport",
        "method.check": (
            "L’évaluation, toutes les données imprimées et un manifeste sont joints au fichier PDF de ce rapport. "
            "« consultant-desk verify » recalcule le classement, compare chaque chiffre imprimé et dit ce qui est "
            "exact. "
            "Sans signature ni l’espace de travail émetteur, cela prouve que le rapport est cohérent, non qui l’a "
            "écrit."
        ),
        "method.hash": "SHA-256 du problème",
        "method.warnings": "Ce que la méthode signale",
    },
    french=True,
)
