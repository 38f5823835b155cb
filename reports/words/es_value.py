"""The Spanish texts of value for money, and of the charts of robustness."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        "value.heading.cheapest": "{cheapest} es lo que menos cuesta",
        "value.heading.least": "{winner} es el que menos cuesta de aquellos cuyo coste se conoce",
        "value.heading.least_most": "{winner} es lo que menos cuesta y lo que más aporta",
        "value.heading.more": "{winner} cuesta {gap} más que {cheapest} y aporta {points} puntos más",
        "value.heading.beaten": (
            "{winner} cuesta {gap} más que {cheapest} por {points} puntos más; otros aportan más por su precio"
        ),
        "value.heading.beaten_less": "{winner} cuesta {gap} más que {cheapest} y aporta {points} puntos menos",
        "value.intro": (
            "El beneficio es la puntuación sin el coste, de 0 a 100. Aquí el coste no forma parte de ella."
        ),
        "value.horizon.one": "Los costes cuentan durante {years} año.",
        "value.horizon.many": "Los costes cuentan durante {years} años.",
        "value.discounted": "Los años posteriores valen menos hoy: se descuentan al {rate}.",
        "value.undiscounted": "Los años posteriores cuentan igual que el primero: no se descuenta nada.",
        "value.by_criterion": "El coste es lo que dice el criterio {criterion}.",
        "value.exhibit": "Lo que aporta cada candidato por lo que cuesta",
        "value.axis.cost": "Coste total →",
        "value.axis.benefit": "↑ Beneficio",
        "value.note": "Línea y puntos llenos: la frontera eficiente, que ninguna mezcla de otros supera.",
        "value.unnamed": "Demasiado cerca de otros para llevar nombre: {names}.",
        "value.unknown": "Fuera del gráfico, por coste desconocido: {names}.",
        "value.table": "Coste, beneficio y lo que cuesta un punto más",
        "value.head.candidate": "Candidato",
        "value.head.cost": "Coste total",
        "value.head.benefit": "Beneficio",
        "value.head.per_point": "Un punto más",
        "value.head.remarks": "Observaciones",
        "value.budget": "La mejor opción desde {cost}.",
        "value.off": "Otros aportan lo mismo por menos.",
        "value.costs": "De qué se compone el coste total",
        "value.costs.note": "Los totales son los costes totales impresos; un ahorro no tiene longitud.",
        "value.heading.same": "{winner} cuesta {gap} más que {cheapest} y no aporta más puntos",
        "value.heading.single.one": "{candidate} cuesta {cost} en {years} año",
        "value.heading.single.many": "{candidate} cuesta {cost} en {years} años",
        "value.costs.note.discounted": (
            "Los totales son los costes totales impresos, descontados al {rate}; un ahorro no tiene longitud."
        ),
        "value.costs.more.one": "{count} candidato más está en la tabla.",
        "value.costs.more.many": "{count} candidatos más están en la tabla.",
        "value.years": "Lo que cuesta {candidate} año por año",
        "value.year": "Año {year}",
        "value.years.note": "Columna: el coste del año. Línea: el coste acumulado.",
        "value.kinds": "Coste total por tipo",
        "value.head.parts": "De qué se compone",
        "spans.more.one": "{count} más está en la clasificación.",
        "spans.more.many": "{count} más están en la clasificación.",
        "profile.more.one": "{count} criterio más está en la tabla.",
        "profile.more.many": "{count} criterios más están en la tabla.",
        "alt.years": "Gráfico de columnas del coste de cada año: {lines}.",
        "alt.value": "Gráfico de dispersión del coste total y el beneficio: {lines}.",
        "alt.costs": "Gráfico de barras de los costes totales: {lines}.",
        "tornado.exhibit": "La ventaja de {winner} cuando un peso se reduce a la mitad o se duplica, en puntos",
        "tornado.halved": "peso a la mitad",
        "tornado.doubled": "peso duplicado",
        "tornado.note": (
            "Línea negra: la ventaja actual. A la izquierda de la línea en 0 va primero otro candidato, que se nombra."
        ),
        "tornado.note.far": "Línea negra: la ventaja actual. Ninguna fila se acerca a un cambio del primer puesto.",
        "tornado.more.one": "No se dibuja porque mueve menos la ventaja: {names}.",
        "tornado.more.many": "No se dibujan porque mueven menos la ventaja: {names}.",
        "alt.tornado": "Gráfico de tornado de la ventaja: {lines}.",
        "spans.exhibit": "Dónde puede estar cada puntuación",
        "spans.note": (
            "Punto: la puntuación. Barra: cada valoración en su peor y su mejor extremo; las desconocidas, en 0 y 100."
        ),
        "alt.spans": "Gráfico de puntos de las puntuaciones y sus márgenes: {lines}.",
        "profile.exhibit": "Valores de {candidate} de 0 a 100",
        "profile.note": "Marca: el mejor valor de otro candidato.",
        "alt.profile": "Gráfico de barras de los valores de {candidate}: {lines}.",
    },
)
