"""The Spanish texts of what the domain says."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # the verdict in a sentence
        "rule.only": "{winner} es el único candidato",
        "rule.only_passing": "{winner} es el único candidato que cumple todos los criterios imprescindibles",
        "rule.only_open.one": (
            "{winner} es el único candidato que no incumple ningún criterio imprescindible; no se sabe si cumple "
            "{musts}"
        ),
        "rule.only_open.many": (
            "{winner} es el único candidato que no incumple ningún criterio imprescindible; no se sabe si cumple "
            "estos: "
            "{musts}"
        ),
        "rule.tie": "Sin ganador claro: {names} empatan",
        "rule.clear": "{winner} gana con claridad{though}",
        "rule.close": "{winner}, seguido de cerca por {second}{though}",
        "rule.none": "Sin ganador claro: {winner} y {second} están demasiado cerca",
        "rule.if_met.one": "{winner} gana con claridad si cumple el criterio imprescindible {musts}{though}",
        "rule.if_met.many": "{winner} gana con claridad si cumple los criterios imprescindibles {musts}{though}",
        "rule.though.one": ", aunque {unknown} de {cells} valoraciones es desconocida",
        "rule.though.many": ", aunque {unknown} de {cells} valoraciones son desconocidas",
        "rule.nobody": "Ningún candidato cumple todos los criterios imprescindibles",
        "rule.nothing": "Todavía no hay nada que comparar",
        # the rule that led to it
        "rule.nobody.one": "El único candidato incumple un criterio imprescindible.",
        "rule.nobody.two": "Los dos candidatos incumplen un criterio imprescindible.",
        "rule.nobody.many": "Los {count} candidatos incumplen un criterio imprescindible.",
        "rule.no_candidates": "No hay candidatos.",
        "rule.alone": "Ningún otro candidato puede ganar, así que no hay nada con que compararlo.",
        "rule.shared": (
            "Tienen los mismos puntos y comparten el primer lugar; no se nombra ganador con menos de 1\u00a0punto."
        ),
        "rule.tie_end.two": "Un cambio del peso de {criterion}, por pequeño que sea, decide entre ellos.",
        "rule.tie_end.many": "Un cambio del peso de {criterion}, por pequeño que sea, deshace el empate.",
        "rule.lead": "Ventaja de {lead} puntos; no se nombra ganador con menos de 1\u00a0punto.",
        "rule.share": (
            "Primero en el {share} % de las {samples} simulaciones; un ganador claro necesita el 75 %, cualquier "
            "ganador el 40 %."
        ),
        "rule.whole.one": "Solo hay un criterio, así que no hay otro al que trasladar su peso.",
        "rule.whole.many": (
            "Un solo criterio lleva todo el peso, así que los demás no tienen proporciones que mantener."
        ),
        "rule.room.none": "Cada peso superior al 5 % puede variar un 10 % y más.",
        "rule.room.enough": ("Cada peso superior al 5 % puede variar un 10 %; menor margen: {criterion}, {room} %."),
        "rule.room.short": (
            "No todos los pesos superiores al 5 % pueden variar un 10 %; menor margen: {criterion}, {room} %."
        ),
        "rule.musts.one": (
            "Criterio imprescindible desconocido: {musts}; debe conocerse antes de que haya un ganador claro."
        ),
        "rule.musts.many": (
            "Criterios imprescindibles desconocidos: {musts}; deben conocerse antes de que haya un ganador claro."
        ),
        "rule.unknown.one": "{unknown} de {cells} valoraciones es desconocida.",
        "rule.unknown.many": "{unknown} de {cells} valoraciones son desconocidas.",
        "rule.reach": "Lo que se desconoce podría poner a {first} en primer lugar.",
        "rule.reach.one": "Lo que se desconoce podría poner a {first} o a {count} más en primer lugar.",
        "rule.reach.many": "Lo que se desconoce podría poner a {first} o a otros {count} en primer lugar.",
        # warnings
        "warning.promethee_additive": (
            "PROMETHEE con una forma en V sobre toda la escala vuelve a ser la suma ponderada y no contrasta nada."
        ),
        "warning.all_fail": "Todos los candidatos incumplen un criterio imprescindible, así que ninguno puede ganar.",
        "warning.unknown_must": "{candidate}: no se sabe si cumple el criterio imprescindible {criterion}.",
        "warning.clipped": (
            "{candidate}: la valoración {raw} en {criterion} queda fuera de su escala y cuenta como el extremo más "
            "cercano."
        ),
        "warning.clipped.end": (
            "{candidate}: el extremo {raw} de la valoración en {criterion} queda fuera de su escala y cuenta como el "
            "extremo más cercano."
        ),
        "warning.clipped.ends": (
            "{candidate}: los extremos {low} y {high} de la valoración en {criterion} quedan fuera de su escala y "
            "cuentan "
            "como el extremo más cercano."
        ),
        "warning.correlated": ("{criterion} y {other} van juntos (r = {r}): quizá cuenten lo mismo dos veces."),
        "warning.correlated.one": (
            "{criterion} y {other} van juntos (r = {r}), igual que {count} par más: quizá cuenten lo mismo dos veces."
        ),
        "warning.correlated.many": (
            "{criterion} y {other} van juntos (r = {r}), igual que {count} pares más: quizá cuenten lo mismo dos veces."
        ),
        "warning.zero_weight": "{criterion} no tiene peso.",
        "warning.all_unknown.criterion": "{criterion}: ningún candidato tiene valoración.",
        "warning.all_unknown.candidate": "{candidate}: todavía no se sabe nada.",
        "warning.constant": "{criterion} es igual para todos los candidatos y no decide nada.",
        "warning.constant.able": "{criterion} es igual para todos los candidatos que pueden ganar y no decide nada.",
        "warning.one_candidate": "{candidate} es el único candidato; no hay nada con que compararlo.",
        "warning.same_name": "{count} candidatos se llaman {candidate}, y nada impreso los distingue.",
        "warning.cost_twice": (
            "{criterion} cuenta en la puntuación aunque también hay líneas de coste: compare el coste en un solo lugar."
        ),
        "warning.no_costs": (
            "{candidate} no tiene líneas de coste; por eso su coste se desconoce y queda fuera de la relación "
            "calidad-precio. Anote una línea de 0 si no cuesta nada."
        ),
        "warning.no_rate": (
            "No hay tipo de cambio de {currency} a {total}: lo que se paga en {currency} no tiene total."
        ),
        "warning.beyond_horizon.out": (
            "{candidate}: {line} llega hasta el año {to_year}, más allá del último año comparado ({years}), y no "
            "cuenta."
        ),
        "warning.beyond_horizon.part": (
            "{candidate}: {line} llega hasta el año {to_year}, más allá del último año comparado ({years}), y cuenta "
            "solo hasta el año {years}."
        ),
        "warning.no_benefit": "Solo el coste tiene peso: no hay beneficio con que contrastarlo.",
        "warning.stakeholder": "Los pesos de {person} todavía no deciden.",
        # parts of an evaluation, as changes are told
        "part.criteria": "Criterios",
        "part.weights": "Pesos",
        "part.products": "Productos",
        "part.scores": "Valoraciones",
        "part.costs": "Costes",
        "part.evaluation": "Evaluación",
        # kinds of evidence
        "evidence.kind.vendor_claim": "afirmación del proveedor",
        "evidence.kind.vendor_page": "web del proveedor",
        "evidence.kind.document": "documento",
        "evidence.kind.hands_on_test": "prueba práctica",
        "evidence.kind.test": "prueba",
        "evidence.kind.demonstration": "demostración",
        "evidence.kind.reference": "referencia",
        "evidence.kind.review": "reseña",
        "evidence.kind.benchmark": "prueba comparativa",
        "evidence.kind.contract": "contrato",
        "evidence.kind.quote": "oferta",
        # kinds of cost
        "cost.one_off": "único",
        "cost.licence": "licencia",
        "cost.implementation": "implantación",
        "cost.training": "formación",
        "cost.support": "soporte",
        "cost.migration": "migración",
        "cost.exit": "salida",
        "cost.other": "otros",
        # periods, after "per"
        "period.month": "mes",
        "period.year": "año",
        # confidence in a score
        "confidence.low": "baja",
        "confidence.medium": "media",
        "confidence.high": "alta",
    }
)
