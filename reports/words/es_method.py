"""The Spanish texts of the section on the method."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # method
        "method.heading": "Un modelo aditivo con escalas fijas; ningún pago forma parte de él",
        "method.model": (
            "*Modelo.* Cada dato se convierte en un valor de 0 a 100 en la escala propia de su criterio, que no "
            "depende "
            "de los demás productos. Una puntuación es la suma de peso por valor. Quitar un producto de la lista nunca "
            "cambia el orden de los demás."
        ),
        "method.weights": "*Pesos.* {how} Suman 100 %.",
        "method.weights.direct": "Los pesos se dieron directamente, como puntos.",
        "method.weights.swing": (
            "Los pesos vienen de puntos de oscilación (swing): lo que vale pasar de lo peor a lo mejor."
        ),
        "method.weights.rank": "Los pesos se derivan de un orden de importancia ({formula}).",
        "method.weights.pairs": "Los pesos se derivan de comparaciones por pares.",
        "method.weights.mean": "Los pesos son la media de los pesos de las partes interesadas.",
        "method.within.direct": "Dentro de {groups} se dieron directamente.",
        "method.within.swing": "Dentro de {groups} vienen de puntos de oscilación.",
        "method.within.rank": "Dentro de {groups} se derivan de un orden de importancia ({formula}).",
        "method.within.pairs": "Dentro de {groups} se derivan de comparaciones por pares.",
        "method.formula.roc": "centroide de rangos",
        "method.formula.rs": "suma de rangos",
        "method.formula.rr": "recíproco de rangos",
        "method.musts": (
            "*Criterios imprescindibles.* Un candidato que incumple uno no se clasifica; uno desconocido nunca se da "
            "por "
            "cumplido."
        ),
        "method.unknown": (
            "*Las valoraciones desconocidas* cuentan la mitad; el intervalo las muestra a 0 y a 100. Las anotadas "
            "entre "
            "dos extremos mueven las simulaciones, no el intervalo. Nada se adivina."
        ),
        "method.simulation": (
            "*Simulaciones.* {samples} simulaciones con la semilla {seed}: cada peso varía hasta un {spread}, y las "
            "valoraciones con un extremo inferior y otro superior se sortean entre ambos."
        ),
        "method.verdict": (
            "*Veredicto.* No se nombra ganador con menos de 1 punto de ventaja o menos del 40 % de las simulaciones. "
            "Un "
            "ganador claro necesita el 75 % de las simulaciones, un margen del 10 % en cada peso superior al 5 % y "
            "ningún criterio imprescindible desconocido."
        ),
        "method.rounding": (
            "*Redondeo.* Los puntos se redondean de modo que las partes impresas sumen la puntuación impresa, y las "
            "diferencias impresas, la ventaja impresa."
        ),
        "method.table": "Criterios, pesos, escalas y criterios imprescindibles",
        "method.head.criterion": "Criterio",
        "method.head.weight": "Peso",
        "method.head.scale": "Escala, de lo peor a lo mejor",
        "method.head.must": "Imprescindible",
        "method.scale": "{worst} a {best}",
        "method.curve": "{worst} a {best}, curva por {points}",
        "method.levels": "{levels}",
        "method.level": "{name}\u00a0=\u00a0{value}",
        "method.direct": "valores de 0 a 100 dados directamente",
        "method.must.>=": "al menos {value}",
        "method.must.<=": "como máximo {value}",
        "method.must.==": "exactamente {value}",
        "method.check.heading": "Compruebe usted este informe",
        "method.check": (
            "La evaluación, todos los datos impresos y un manifiesto van adjuntos al PDF de este informe. "
            "“consultant-desk verify” recalcula la clasificación, compara cada cifra impresa y dice qué es correcto. "
            "Sin firma ni el espacio de trabajo emisor, esto prueba que el informe es coherente, no quién lo "
            "escribió."
        ),
        "method.hash": "SHA-256 del problema",
        "method.warnings": "Lo que señala el método",
    }
)
