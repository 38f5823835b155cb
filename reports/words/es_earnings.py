"""The Spanish texts of an earnings statement."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        "section.earnings": "Extracto de comisiones",
        "earnings.title": "{total} de ingresos por comisiones, {period}",
        "earnings.title.unknown": "Ingresos por comisiones, {period}",
        "earnings.title.none": "Ningún ingreso por comisiones, {period}",
        "earnings.period": "del {first} al {last}",
        "earnings.lead.cash": (
            "Lo que se pagó del {first} al {last}, cada comisión en el día de su pago (criterio de caja)."
        ),
        "earnings.lead.accrual": (
            "Lo que se aprobó del {first} al {last}, menos lo que se anuló en ese tiempo (criterio de devengo)."
        ),
        "earnings.by": (
            "Preparado por {consultant} el {date}. Los importes figuran en la moneda en que se ganaron y, al "
            "lado, en {base}."
        ),
        "earnings.by.nobody": (
            "Elaborado el {date}. Los importes figuran en la moneda en que se ganaron y, al lado, en {base}."
        ),
        "earnings.kept": (
            "Los pagos de este tiempo retuvieron {fees} en comisiones bancarias y {tax} en impuestos; los "
            "importes de arriba son anteriores a ambas."
        ),
        "earnings.missing.one": "{count} movimiento no tiene tipo de cambio: no está en ningún importe en {base}.",
        "earnings.missing.many": "{count} movimientos no tienen tipo de cambio: no están en ningún importe en {base}.",
        "earnings.undated.one": "{count} pago es de fecha desconocida y no cuenta en ningún año.",
        "earnings.undated.many": "{count} pagos son de fecha desconocida y no cuentan en ningún año.",
        "earnings.of_statement.one": "{count} pago no tiene otra fecha que la de su extracto y cuenta en ella.",
        "earnings.of_statement.many": "{count} pagos no tienen otra fecha que la de su extracto y cuentan en ella.",
        "earnings.unexplained.one": (
            "{amounts} recibidos en {count} pago no se explican por ninguna comisión y no están en ninguna tabla."
        ),
        "earnings.unexplained.many": (
            "{amounts} recibidos en {count} pagos no se explican por ninguna comisión y no están en ninguna tabla."
        ),
        "earnings.payers": "Ingresos por pagador y país",
        "earnings.programmes": "Ingresos por programa",
        "earnings.months": "Ingresos por mes",
        "earnings.balances": "Lo que deben las cuentas, del inicio al cierre",
        "earnings.ages": "Pendiente el {date}, por antigüedad en días",
        "earnings.rates": "Tipos de cambio usados",
        "earnings.method": "Cómo se calcula",
        "earnings.head.payer": "Pagador",
        "earnings.head.country": "País",
        "earnings.head.currency": "Moneda",
        "earnings.head.count": "Movimientos",
        "earnings.head.amount": "Importe",
        "earnings.head.fees": "Gastos",
        "earnings.head.tax": "Impuesto retenido",
        "earnings.head.base": "En {base}",
        "earnings.head.programme": "Programa",
        "earnings.head.month": "Mes",
        "earnings.head.account": "Cuenta",
        "earnings.head.opening": "Inicio",
        "earnings.head.earned": "Ganado",
        "earnings.head.reversed": "Anulado",
        "earnings.head.paid": "Pagado",
        "earnings.head.closing": "Cierre",
        "earnings.head.ties": "Cuadra",
        "earnings.head.age": "Antigüedad",
        "earnings.head.items": "Partidas",
        "earnings.head.days": "Días",
        "earnings.head.first": "Primero",
        "earnings.head.last": "Último",
        "earnings.head.lowest": "Mínimo",
        "earnings.head.highest": "Máximo",
        "earnings.head.own": "Tipos propios",
        "earnings.total": "Total",
        "earnings.yes": "sí",
        "earnings.no": "no",
        "earnings.no_rate": "sin tipo",
        "earnings.none": "ninguno",
        "earnings.age.not_due": "sin vencer",
        "earnings.age.no_date": "sin fecha conocida",
        "earnings.age.over_": "más de 90",
        "earnings.age.to_be_netted": "por compensar",
        "earnings.balances.note": (
            "Inicio + ganado − anulado − pagado = cierre. Cuadra: las cifras suman y coinciden con las partidas "
            "pendientes, sumadas aparte, si el periodo llega hasta hoy."
        ),
        "earnings.rates.note": (
            "Una unidad de la moneda en {base}, en los días de los movimientos; cada tipo figura en los datos "
            "adjuntos a este archivo."
        ),
        "earnings.lacking": "Ningún tipo de {currency} del {first} al {last}: {count} sin contar.",
        "earnings.lacking.day": "Ningún tipo de {currency} el {first}: {count} sin contar.",
        "earnings.rates.nothing": "Todo se ganó en {base}: no hizo falta ningún tipo de cambio.",
        "earnings.method.cash": (
            "Una comisión cuenta el día del pago que la abona; si no se conoce, el día en que su programa la dio "
            "por pagada por primera vez."
        ),
        "earnings.method.accrual": (
            "Una comisión cuenta el día en que su programa la dio por aprobada por primera vez, o el del pago si "
            "fue antes, y lo anulado, el día en que se vio."
        ),
        "earnings.method.rates": (
            "Los importes se convierten al tipo de referencia del Banco Central Europeo del día, o al último de "
            "los siete días anteriores; los tipos anotados a mano tienen prioridad. Cada cifra impresa se "
            "redondea una sola vez, y las cifras suman su total."
        ),
        "earnings.method.no_advice": "Esto es una lista de lo que dicen las fuentes, no asesoramiento fiscal.",
        "attachment.earnings": "Las cifras de este extracto, con cada tipo usado",
    }
)
