"""The Spanish texts of the sections beyond the core."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # computed reasons and risks
        "reason.gain": "{criterion}: {points} puntos. {ours} frente a {theirs} de {second}.",
        "risk.musts.one": "No se sabe si {winner} cumple un criterio imprescindible: {musts}.",
        "risk.musts.many": "No se sabe si {winner} cumple estos criterios imprescindibles: {musts}.",
        "risk.coverage": (
            "Solo el {known} del peso de {winner} se apoya en valoraciones conocidas; el resto cuenta la mitad."
        ),
        "risk.unproven": (
            "En el {share} del peso, {winner} se valora según la palabra de su proveedor o sin evidencia."
        ),
        "risk.expired.one": "{count} evidencia sobre {winner} ha caducado.",
        "risk.expired.many": "{count} evidencias sobre {winner} han caducado.",
        "risk.person": "Solo con los pesos de {person}, {other} sería el primero.",
        # requirements
        "requirements.heading": "{winner} cumple {met} de {count} requisitos",
        "requirements.heading.open": "{winner} cumple {met} de {count} requisitos; {unknown} sin respuesta conocida",
        "requirements.heading.all.one": "{winner} cumple el requisito",
        "requirements.heading.all.many": "{winner} cumple los {count} requisitos",
        "requirements.heading.nobody.one": "Cómo cumplen los candidatos el requisito",
        "requirements.heading.nobody.many": "Cómo cumplen los candidatos {count} requisitos",
        "requirements.intro": (
            "De serie, ajustando la configuración, con un módulo o a medida: cada una de estas vías cumple un "
            "requisito, el desarrollo a medida con reservas. Lo que nadie comprobó se desconoce y nunca cuenta como "
            "cumplido."
        ),
        "requirements.exhibit": "Cómo cumple cada candidato los requisitos",
        "requirements.head": "Requisito",
        "requirements.met": "Cumplidos",
        "requirements.met_of": "{met} de {count}",
        "requirements.notes": "Qué hay detrás",
        "requirements.note": "*{requirement}, {candidate}.*",
        "requirements.shown": "Evidencia: {evidence}.",
        "requirements.source": "Fuente: comprobaciones de {consultant}.",
        "level.built_in": "de serie",
        "level.configuration": "ajustable",
        "level.add_on": "módulo",
        "level.custom": "a medida",
        "level.no": "no",
        "level.unknown": "se ignora",
        # long list
        "long_list.heading": "Se examinaron {seen} productos: {compared} se comparan, {left} se descartaron",
        "long_list.heading.most": (
            "De {seen} productos se comparan {compared}; {left} se descartaron, la mayoría por “{requirement}”"
        ),
        "long_list.intro": (
            "Un producto que incumple un requisito indispensable no se valora; la razón queda anotada."
        ),
        "long_list.exhibit": "Productos examinados",
        "long_list.head.product": "Producto",
        "long_list.head.outcome": "Resultado",
        "long_list.head.requirement": "Descartado por",
        "long_list.compared": "comparado",
        "long_list.left": "descartado",
        "long_list.looked": "solo examinado",
        "long_list.other": "otra razón, en “Productos descartados”",
        # finalists
        "finalists.heading.one": "El finalista en una página: {names}",
        "finalists.heading.many": "Los {count} finalistas, una página cada uno: {names}",
        "finalists.rank": "Puesto {rank}, {score} de 100 puntos",
        "finalists.cost": "cuesta {cost}",
        "finalists.met": "cumple {met} de {count} requisitos",
        "finalists.unknown_must": "se ignora: {musts}",
        "finalists.fit": "Para qué encaja",
        "finalists.flaws": "Defectos, pero no excluyentes",
        "finalists.unsuited": "Quién no debería comprarlo",
        "finalists.nothing": "Nada destaca.",
        "finalists.best": "El mejor de todos en {criterion}: {raw}.",
        "finalists.worse": "{criterion}: {raw}; el mejor de los demás candidatos gana aquí {points} puntos.",
        "finalists.exhibit": "Por qué {candidate} tiene estas valoraciones",
        "finalists.head.criterion": "Criterio",
        "finalists.head.value": "Valor",
        "finalists.head.raw": "Dato",
        "finalists.head.reason": "Por qué y con qué evidencia",
        # risks
        "risks.heading.one": "Se conoce {count} riesgo",
        "risks.heading.many": "Se conocen {count} riesgos; {answered} tienen respuesta",
        "risks.heading.answered.one": "Se conoce {count} riesgo y tiene respuesta",
        "risks.heading.answered.many": "Se conocen {count} riesgos, cada uno con respuesta",
        "risks.exhibit": "Riesgos y qué se hace al respecto",
        "risks.head.risk": "Qué puede salir mal",
        "risks.head.answer": "Qué hacemos al respecto",
        "risks.source": "Fuente: apreciación de {consultant} y datos de la evaluación.",
        # adoption
        "adoption.heading.one": "{count} paso hasta el uso diario",
        "adoption.heading.many": "{count} pasos hasta el uso diario",
        "adoption.heading.until.one": "{count} paso hasta el uso diario, el {date}",
        "adoption.heading.until.many": "{count} pasos hasta el uso diario, el último el {date}",
        "adoption.intro": (
            "Mucho de lo que se compra nunca se usa. En cada una de estas fechas comprobamos si se usa y decimos qué "
            "cambiar."
        ),
        "adoption.exhibit": "Plan de adopción y revisiones",
        "adoption.head.due": "Fecha",
        "adoption.head.what": "Qué se hace",
        "adoption.head.measure": "Cómo veremos que funcionó",
        "adoption.source": "Fuente: plan acordado entre {consultant} y {client}.",
        # who agrees
        "agreement.people.one": "Para {those} de {count} persona, {winner} queda en primer lugar",
        "agreement.people.many": "Para {those} de {count} personas, {winner} queda en primer lugar",
        "agreement.exhibit": "Qué ponen en primer lugar los pesos de cada persona y dónde queda {winner}",
        "agreement.head.person": "Persona",
        "agreement.head.first": "Primero",
        "agreement.head.rank": "Puesto",
        "agreement.apart": "{criterion}: {least} según {least_by}, {most} según {most_by}.",
        "agreement.methods.one": "Con {those} de {count} método más, {winner} queda en primer lugar",
        "agreement.methods.many": "Con {those} de {count} métodos más, {winner} queda en primer lugar",
        "agreement.methods.intro": (
            "Otras formas de calcular una clasificación con los mismos datos. Contrastan el veredicto; nunca lo dictan."
        ),
        "agreement.method": "{method}: {first}.",
        "method.name.topsis": "TOPSIS, distancia al ideal",
        "method.name.vikor": "VIKOR, compromiso",
        "method.name.promethee2": "PROMETHEE II, superación",
        # glossary
        "glossary.heading": "Los términos de este informe, cada uno en una frase",
        "glossary.head.term": "Término",
        "glossary.head.means": "Qué significa aquí",
        "term.score": "Puntuación",
        "term.score.means": "La suma de peso por valor en todos los criterios, de 0 a 100.",
        "term.value": "Valor",
        "term.value.means": "Lo que vale un dato, de 0 a 100, en la escala propia de su criterio.",
        "term.weight": "Peso",
        "term.weight.means": "Cuánto cuenta un criterio; todos los pesos suman 100 %.",
        "term.must": "Criterio imprescindible",
        "term.must.means": ("Un candidato que incumple uno no se clasifica; uno desconocido nunca se da por cumplido."),
        "term.range": "Intervalo",
        "term.range.means": "La puntuación con cada valor desconocido a 0 y a 100.",
        "term.coverage": "Se sabe",
        "term.coverage.means": "La parte del peso en la que se sabe algo de un candidato.",
        "term.draws": "Simulaciones",
        "term.draws.means": (
            "Clasificaciones calculadas de nuevo con pesos y valoraciones variados al azar dentro de sus límites."
        ),
        "term.interval": "Intervalo de un peso",
        "term.interval.means": (
            "Cuánto puede variar un peso, los demás en proporción, antes de que cambie el primer lugar."
        ),
        "term.frontier": "Frontera",
        "term.frontier.means": "Los candidatos que ninguna mezcla de otros supera en beneficio y coste a la vez.",
        "term.present": "Valor actual",
        "term.present.means": "Lo que valen hoy los costes futuros, a la tasa de descuento indicada.",
        "term.baseline": "Lo que usted tiene hoy",
        "term.baseline.means": "La forma de trabajo actual, comparada como cualquier producto.",
        "term.grade": "Calidad de una evidencia",
        "term.grade.means": "Desde A, probado por nosotros o independiente, hasta D, de oídas.",
        "term.lock": "Bloqueo",
        "term.lock.means": (
            "Pesos y valoraciones se fijaron, con hora y huella digital, antes de consultar los intereses."
        ),
        # change log
        "changes.heading.none": "Nada de lo impreso ha cambiado desde la versión {version}",
        "changes.heading.one": "{count} dato ha cambiado desde la versión {version}",
        "changes.heading.many": "{count} datos han cambiado desde la versión {version}",
        "changes.since": "Desde la versión {version} del {date}",
        "changes.hash": "El SHA-256 de ese archivo empieza por {hash}.",
        "changes.none": "Nada de lo impreso.",
        # memo
        "memo.exhibit": "Las alternativas",
        "memo.head.rank": "N.º",
        "memo.head.candidate": "Alternativa",
        "memo.head.score": "Puntos",
        "memo.head.cost": "Coste",
        "memo.head.remarks": "Observaciones",
        "memo.why": "Por qué",
        "memo.nothing": "No se anotó nada.",
        "memo.shortened": (
            "Algunos textos están abreviados aquí; figuran completos en los datos adjuntos a este archivo."
        ),
        "memo.sign.as": "Decisión: según lo recomendado ☐   otra ☐",
        "memo.sign.date": "Fecha",
        "memo.sign.by": "Nombre y firma",
        # comparison
        "comparison.rank": "Puesto",
        "comparison.cost": "Coste",
        "comparison.musts": "Imprescindibles",
        "comparison.passes": "todos cumplidos",
        "comparison.fails": "incumple {musts}",
        "comparison.open": "se ignora: {musts}",
        "comparison.paid": "Nos paga",
        "comparison.interests": "Intereses",
        "comparison.more.one": "{count} criterio de menor peso figura solo en los datos adjuntos.",
        "comparison.more.many": "{count} criterios de menor peso figuran solo en los datos adjuntos.",
        # what changed between two issues
        "change.winner": "El primer lugar pasó de {old} a {new}.",
        "change.winner_found": "Ahora se recomienda {new}; antes no había recomendación.",
        "change.winner_lost": "Ya no se recomienda {old}; ningún candidato cumple todos los criterios imprescindibles.",
        "change.verdict_clear": "{winner} gana ahora con claridad.",
        "change.verdict_close": "{winner} ya no gana con claridad, o vuelve a ganar por poco.",
        "change.verdict_none": "Ya no hay un ganador claro.",
        "change.candidate_added": "Nuevo candidato: {name}.",
        "change.candidate_removed": "Ya no se compara: {name}.",
        "change.candidate_renamed": "{old} se llama ahora {new}.",
        "change.criterion_added": "Nuevo criterio: {name}.",
        "change.criterion_removed": "Ya no es un criterio: {name}.",
        "change.criterion_renamed": "El criterio {old} se llama ahora {new}.",
        "change.rank": "{name}: del puesto {old} al {new}.",
        "change.score_points": "{name}: de {old_points} puntos a {new_points}.",
        "change.weight": "Peso de {name}: de {old_share} a {new_share}.",
        "change.must": "Cambió el criterio imprescindible {name}.",
        "change.must_lifted": "{name} ya no es un criterio imprescindible.",
        "change.scale": "Cambió la escala de {name}.",
        "change.score": "{name}, {criterion}: de {old} a {new}.",
        "change.costs": "Cambiaron los costes de {name}.",
        "change.horizon": "Los costes cuentan ahora durante {years} años, descontados al {rate_share}.",
        "change.interest": "Cambió nuestro interés en {name}.",
        "change.reason_added": "Nueva razón: {text}",
        "change.reason_removed": "Razón retirada: {text}",
        "change.risk_added": "Nuevo riesgo: {text}",
        "change.risk_removed": "Riesgo retirado: {text}",
        "change.condition_added": "Nueva condición: {text}",
        "change.condition_removed": "Condición retirada: {text}",
        "change.step_added": "Nuevo paso: {text}",
        "change.step_removed": "Paso retirado: {text}",
        "change.adoption_added": "Nuevo en el plan de adopción: {text}",
        "change.adoption_removed": "Retirado del plan de adopción: {text}",
        "change.need_added": "Nueva necesidad: {text}",
        "change.need_removed": "Necesidad retirada: {text}",
        "change.rejected_added": "Descartado: {text}.",
        "change.rejected_removed": "Ya no está descartado: {text}.",
        "change.finalist": "Cambió lo que se dice de {name}.",
        "change.question": "La pregunta es ahora: {text}",
        "change.valid_until": "Válido hasta el {new} en lugar del {old}.",
        "change.evidence_added": "Nueva evidencia: {text}.",
        "change.evidence_removed": "Evidencia retirada: {text}.",
    }
)
