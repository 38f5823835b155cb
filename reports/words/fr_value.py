"""The French texts of value for money, and of the charts of robustness."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        "value.heading.cheapest": "{cheapest} coûte le moins",
        "value.heading.least": "{winner} coûte le moins parmi tous ceux dont le coût est connu",
        "value.heading.least_most": "{winner} coûte le moins et apporte le plus",
        "value.heading.more": "{winner} coûte {gap} de plus que {cheapest} et apporte {points} points de plus",
        "value.heading.beaten": (
            "{winner} coûte {gap} de plus que {cheapest} pour {points} points de plus ; d’autres apportent "
            "plus pour leur prix"
        ),
        "value.heading.beaten_less": (
            "{winner} coûte {gap} de plus que {cheapest} et apporte {points} points de moins"
        ),
        "value.intro": "L’utilité est le score sans le coût, de 0 à 100. Le coût n’y entre pas.",
        "value.horizon.one": "Les coûts comptent sur {years} an.",
        "value.horizon.many": "Les coûts comptent sur {years} ans.",
        "value.discounted": "Les années suivantes valent moins aujourd’hui : elles sont actualisées à {rate}.",
        "value.undiscounted": "Les années suivantes comptent autant que la première : rien n’est actualisé.",
        "value.by_criterion": "Le coût est ce que dit le critère {criterion}.",
        "value.exhibit": "Ce que chaque candidat apporte pour ce qu’il coûte",
        "value.axis.cost": "Coût total →",
        "value.axis.benefit": "↑ Utilité",
        "value.note": "Ligne et points pleins : la frontière efficiente, qu’aucun mélange d’autres ne dépasse.",
        "value.unnamed": "Sans nom dans le graphique, faute de place : {names}.",
        "value.unknown": "Hors du graphique, faute de coût connu : {names}.",
        "value.table": "Coût, utilité et prix d’un point de plus",
        "value.head.candidate": "Candidat",
        "value.head.cost": "Coût total",
        "value.head.benefit": "Utilité",
        "value.head.per_point": "Un point de plus",
        "value.head.remarks": "Remarques",
        "value.budget": "Le meilleur choix dès {cost}.",
        "value.off": "D’autres apportent autant pour moins.",
        "value.costs": "De quoi se compose le coût total",
        "value.costs.note": "Les totaux sont les coûts totaux imprimés ; une économie n’a pas de longueur.",
        "value.heading.same": "{winner} coûte {gap} de plus que {cheapest} et n’apporte pas plus de points",
        "value.heading.single.one": "{candidate} coûte {cost} sur {years} an",
        "value.heading.single.many": "{candidate} coûte {cost} sur {years} ans",
        "value.costs.note.discounted": (
            "Les totaux sont les coûts totaux imprimés, actualisés à {rate} ; une économie n’a pas de longueur."
        ),
        "value.costs.more.one": "{count} autre candidat figure dans le tableau.",
        "value.costs.more.many": "{count} autres candidats figurent dans le tableau.",
        "value.years": "Ce que {candidate} coûte année par année",
        "value.year": "Année {year}",
        "value.years.note": "Colonne : le coût de l’année. Ligne : le coût cumulé.",
        "value.kinds": "Coût total par nature",
        "value.head.parts": "De quoi il se compose",
        "spans.more.one": "{count} autre figure dans le classement.",
        "spans.more.many": "{count} autres figurent dans le classement.",
        "profile.more.one": "{count} autre critère figure dans le tableau.",
        "profile.more.many": "{count} autres critères figurent dans le tableau.",
        "alt.years": "Graphique à colonnes du coût de chaque année : {lines}.",
        "alt.value": "Nuage de points du coût total et de l’utilité : {lines}.",
        "alt.costs": "Graphique à barres des coûts totaux : {lines}.",
        "tornado.exhibit": "L’avance de {winner} quand un poids est divisé par deux ou doublé, en points",
        "tornado.halved": "poids divisé par deux",
        "tornado.doubled": "poids doublé",
        "tornado.note": (
            "Ligne noire : l’avance actuelle. À gauche de la ligne à 0, un autre candidat, nommé, est en tête."
        ),
        "tornado.note.far": (
            "Ligne noire : l’avance actuelle. Aucune ligne n’approche d’un changement de la première place."
        ),
        "tornado.more.one": "Non dessiné, car il déplace moins l’avance : {names}.",
        "tornado.more.many": "Non dessinés, car ils déplacent moins l’avance : {names}.",
        "alt.tornado": "Graphique en tornade de l’avance : {lines}.",
        "spans.exhibit": "Où chaque score peut se situer",
        "spans.note": (
            "Point : le score. Barre : chaque note à sa moins bonne et à sa meilleure borne, les inconnues à 0 et à "
            "100."
        ),
        "alt.spans": "Graphique à points des scores et de leurs plages : {lines}.",
        "profile.exhibit": "Valeurs de {candidate} de 0 à 100",
        "profile.note": "Trait : la meilleure valeur d’un autre candidat.",
        "alt.profile": "Graphique à barres des valeurs de {candidate} : {lines}.",
    },
    french=True,
)
