"""The French texts of an earnings statement."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        "section.earnings": "Relevé des commissions",
        "earnings.title": "{total} de revenus de commissions, {period}",
        "earnings.title.unknown": "Revenus de commissions, {period}",
        "earnings.title.none": "Aucun revenu de commissions, {period}",
        "earnings.period": "du {first} au {last}",
        "earnings.lead.cash": (
            "Ce qui a été payé du {first} au {last}, chaque commission le jour de son paiement (base encaissements)."
        ),
        "earnings.lead.accrual": (
            "Ce qui a été approuvé du {first} au {last}, moins ce qui a été repris pendant cette période (base "
            "engagements)."
        ),
        "earnings.by": (
            "Établi par {consultant} le {date}. Les montants figurent dans la devise où ils ont été gagnés et, à "
            "côté, en {base}."
        ),
        "earnings.by.nobody": (
            "Établi le {date}. Les montants figurent dans la devise où ils ont été gagnés et, à côté, en {base}."
        ),
        "earnings.kept": (
            "Les versements de cette période ont retenu {fees} de frais et {tax} d’impôts ; les montants "
            "ci-dessus s’entendent avant ces retenues."
        ),
        "earnings.missing.one": "{count} mouvement n’a pas de cours : il ne figure dans aucun montant en {base}.",
        "earnings.missing.many": (
            "{count} mouvements n’ont pas de cours : ils ne figurent dans aucun montant en {base}."
        ),
        "earnings.undated.one": "{count} paiement est de date inconnue et ne compte dans aucune année.",
        "earnings.undated.many": "{count} paiements sont de date inconnue et ne comptent dans aucune année.",
        "earnings.of_statement.one": (
            "{count} paiement n’a d’autre date que celle de son relevé et compte à cette date."
        ),
        "earnings.of_statement.many": (
            "{count} paiements n’ont d’autre date que celle de leur relevé et comptent à cette date."
        ),
        "earnings.unexplained.one": (
            "{amounts} reçus en {count} versement ne sont expliqués par aucune commission et ne figurent dans aucun "
            "tableau."
        ),
        "earnings.unexplained.many": (
            "{amounts} reçus en {count} versements ne sont expliqués par aucune commission et ne figurent dans aucun "
            "tableau."
        ),
        "earnings.payers": "Revenus par payeur et pays",
        "earnings.programmes": "Revenus par programme",
        "earnings.months": "Revenus par mois",
        "earnings.balances": "Ce que doivent les comptes, du début à la fin",
        "earnings.ages": "En attente au {date}, par ancienneté en jours",
        "earnings.rates": "Cours de change utilisés",
        "earnings.method": "Comment les montants sont calculés",
        "earnings.head.payer": "Payeur",
        "earnings.head.country": "Pays",
        "earnings.head.currency": "Devise",
        "earnings.head.count": "Mouvements",
        "earnings.head.amount": "Montant",
        "earnings.head.fees": "Frais",
        "earnings.head.tax": "Impôt retenu",
        "earnings.head.base": "En {base}",
        "earnings.head.programme": "Programme",
        "earnings.head.month": "Mois",
        "earnings.head.account": "Compte",
        "earnings.head.opening": "Début",
        "earnings.head.earned": "Gagné",
        "earnings.head.reversed": "Repris",
        "earnings.head.paid": "Payé",
        "earnings.head.closing": "Fin",
        "earnings.head.ties": "Concorde",
        "earnings.head.age": "Ancienneté",
        "earnings.head.items": "Postes",
        "earnings.head.days": "Jours",
        "earnings.head.first": "Premier",
        "earnings.head.last": "Dernier",
        "earnings.head.lowest": "Plus bas",
        "earnings.head.highest": "Plus haut",
        "earnings.head.own": "Cours propres",
        "earnings.total": "Total",
        "earnings.yes": "oui",
        "earnings.no": "non",
        "earnings.no_rate": "sans cours",
        "earnings.none": "aucun",
        "earnings.age.not_due": "non échu",
        "earnings.age.no_date": "date inconnue",
        "earnings.age.over_": "plus de 90",
        "earnings.age.to_be_netted": "à compenser",
        "earnings.balances.note": (
            "Début + gagné − repris − payé = fin. Concorde : les chiffres s’additionnent et concordent avec les "
            "postes en attente, additionnés séparément, lorsque la période court jusqu’à présent."
        ),
        "earnings.rates.note": (
            "Une unité de la devise en {base}, aux jours des mouvements ; chaque cours figure dans les données "
            "jointes à ce fichier."
        ),
        "earnings.lacking": "Aucun cours de {currency} du {first} au {last} : {count} laissés de côté.",
        "earnings.lacking.day": "Aucun cours de {currency} le {first} : {count} laissés de côté.",
        "earnings.rates.nothing": "Tout a été gagné en {base} : aucun cours n’a été nécessaire.",
        "earnings.method.cash": (
            "Une commission compte le jour du versement qui la paie, sinon le jour où son programme l’a dite "
            "payée pour la première fois."
        ),
        "earnings.method.accrual": (
            "Une commission compte le jour où son programme l’a dite approuvée pour la première fois, ou le jour "
            "du paiement s’il est antérieur, et ce qui est repris le jour où cela a été constaté."
        ),
        "earnings.method.rates": (
            "Les montants sont convertis au cours de référence de la Banque centrale européenne du jour, ou au "
            "dernier des sept jours précédents ; les cours saisis à la main priment. Chaque chiffre imprimé est "
            "arrondi une seule fois, et les chiffres donnent leur total."
        ),
        "earnings.method.no_advice": "Ceci est un relevé de ce que disent les sources, pas un conseil fiscal.",
        "attachment.earnings": "Les chiffres de ce relevé, avec chaque cours utilisé",
    },
    french=True,
)
