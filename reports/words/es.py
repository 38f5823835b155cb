"""The Spanish texts of a report."""

from __future__ import annotations

from reports.words.spacing import bound

TEXTS = bound(
    {
        # names of sections
        "section.summary": "Resumen ejecutivo",
        "section.full": "La recomendación completa",
        "section.comparison": "Comparación",
        "section.memo": "Nota de decisión",
        "section.disclosure": "Declaración de intereses",
        "section.needs": "Situación y necesidades",
        "section.requirements": "Requisitos",
        "section.long_list": "Lista larga",
        "section.ranking": "Clasificación y aportaciones",
        "section.matrix": "Matriz de valoraciones",
        "section.stability": "Estabilidad de los pesos",
        "section.value": "Relación calidad-precio",
        "section.finalists": "Los finalistas",
        "section.risks": "Riesgos",
        "section.adoption": "Plan de adopción",
        "section.method": "Método",
        "section.evidence": "Evidencias",
        "section.rejected": "Productos descartados",
        "section.glossary": "Glosario",
        "section.changes": "Registro de cambios",
        # cover and furniture
        "cover.kind": "Recomendación",
        "title.for": "{kind} para {client}",
        "title.of": "{title}: {subject}",
        "cover.contents": "En este informe",
        "cover.client": "Cliente",
        "cover.prepared_for": "Preparado para",
        "cover.by": "Preparado por",
        "cover.version": "Informe",
        "cover.valid": "Válido hasta",
        "cover.locked": "Pesos y valoraciones bloqueados",
        "cover.lock": "{moment}, SHA-256\u00a0{hash}",
        "cover.numbered": "N.º {number}, {version}",
        "version.draft": "borrador",
        "version.issued": "versión {version}",
        "watermark": "Borrador",
        "note.heading": "Una nota de {consultant}",
        "marking.confidential": "Confidencial",
        "marking.internal": "Interno",
        "marking.for_discussion": "Para debate",
        "marking.public": "Público",
        "footer.page": "{page} / {pages}",
        "page.skip": "Ir al informe",
        "page.attached": "Adjunto a este informe:",
        "page.pdf": "El PDF de este informe es el que debe conservarse y verificarse; sus datos van adjuntos a él.",
        "exhibit": "Figura {number}. {title}",
        "exhibit.continued": "Figura {number}, continuación. {title}",
        "source.evaluation": "Fuente: archivo de evaluación adjunto a este informe, problema {hash}.",
        "and": " y ",
        "other_criteria": "Otros criterios",
        "unknown": "desconocido",
        # verdict
        "verdict.clear": "Elija {winner}; aventaja a {second} en {margin} puntos",
        "verdict.close": "Elija {winner}; {second} le sigue de cerca",
        "verdict.close.cheaper": "Elija {winner}; {second} le sigue de cerca y cuesta {gap} menos",
        "verdict.close.dearer": "Elija {winner}; {second} le sigue de cerca, pero cuesta {gap} más",
        "verdict.keep": "Quédese con “{winner}”; ningún candidato obtiene más puntos",
        "verdict.none": "Sin ganador claro: {margin} puntos separan a {winner} y {second}",
        "verdict.none.share": (
            "Sin ganador claro: {winner} aventaja a {second}, pero solo queda en primer lugar en el {share} de las "
            "simulaciones"
        ),
        "verdict.tie": "Sin ganador claro: {names} obtienen ambos {score} puntos",
        "verdict.tie.many": "Sin ganador claro: {names} obtienen todos {score} puntos",
        "more": "{count} más",
        "verdict.if_met": "Elija {winner} si cumple {musts}; aventaja a {second} en {margin} puntos",
        "verdict.only": "{winner} es el único candidato y obtiene {score} de 100 puntos",
        "verdict.only_passing": "{winner} es el único candidato que cumple todos los criterios imprescindibles",
        "verdict.only_open.one": (
            "{winner} es el único candidato que no incumple ningún criterio imprescindible; no se sabe si cumple "
            "{musts}"
        ),
        "verdict.only_open.many": (
            "{winner} es el único candidato que no incumple ningún criterio imprescindible; no se sabe si cumple "
            "estos: "
            "{musts}"
        ),
        "verdict.nobody.one": "El único candidato incumple un criterio imprescindible; no compre todavía",
        "verdict.nobody.two": "Ninguno de los dos candidatos cumple todos los criterios imprescindibles",
        "verdict.nobody.many": "Ninguno de los {count} candidatos cumple todos los criterios imprescindibles",
        "summary.lead": (
            "{winner} obtiene {score} de 100 puntos frente a {other} de {second}, una ventaja de {margin} puntos."
        ),
        "summary.lead.tie": "{names} comparten el primer lugar, cada uno con {score} de 100 puntos.",
        "summary.lead.only": "{winner} obtiene {score} de 100 puntos.",
        "summary.share": (
            "{winner} queda en primer lugar en el {share} de las {samples} simulaciones en las que cada peso varía "
            "hasta un {spread}."
        ),
        "summary.best": "Su mayor ventaja está en {criterion}: {points} puntos.",
        "summary.nobody": "{first} iría en cabeza con {score} de 100 puntos, pero incumple: {musts}.",
        "summary.exhibit.one": "Puntuación del único candidato, por grupo de criterios",
        "summary.exhibit.one.plain": "Puntuación del único candidato, por criterio",
        "summary.exhibit.many": "Puntuación de {count} candidatos, por grupo de criterios",
        "summary.exhibit.plain": "Puntuación de {count} candidatos, por criterio",
        "summary.range": "{name}: de {low} a {high}, {count} sin datos",
        "summary.more": "{count} más en la clasificación",
        "summary.reasons": "Por qué {winner}",
        "summary.reasons.none": "Razones",
        "summary.no_reasons": "No se anotaron razones.",
        "summary.points": "{criterion}: {points} puntos. {text}",
        "summary.change": "Qué cambiaría nuestra opinión",
        "summary.change.above": (
            "{criterion} por encima del {bound} del peso (ahora {weight}): {rival} pasa a la cabeza."
        ),
        "summary.change.below": (
            "{criterion} por debajo del {bound} del peso (ahora {weight}): {rival} pasa a la cabeza."
        ),
        "summary.change.nothing": "Ningún peso por sí solo puede cambiar el ganador.",
        "summary.change.single": (
            "Otro candidato que cumpla todos los criterios imprescindibles y obtenga más puntos."
        ),
        "summary.change.must": "Resulta que {winner} no cumple lo imprescindible: {musts}.",
        "summary.change.tie.two": (
            "{names} están empatados: un cambio de sus valoraciones o de los pesos puede decidir entre ellos."
        ),
        "summary.change.tie.many": (
            "{names} están empatados: un cambio de sus valoraciones o de los pesos puede deshacer el empate."
        ),
        "summary.change.tie.two_scores": (
            "{names} están empatados: un cambio de sus valoraciones puede decidir entre ellos."
        ),
        "summary.change.tie.many_scores": (
            "{names} están empatados: un cambio de sus valoraciones puede deshacer el empate."
        ),
        "summary.change.nobody": "Un candidato que cumpla todos los criterios imprescindibles.",
        "summary.risks": "Riesgos",
        "summary.no_risks": "No se anotaron riesgos.",
        "summary.steps": "Próximos pasos",
        "summary.no_steps": "Todavía no se han acordado próximos pasos.",
        "summary.shortened": "Algunos textos están abreviados aquí; figuran completos en “{section}”.",
        "full.heading": "Razones, riesgos, condiciones y próximos pasos completos",
        "full.conditions": "Condiciones",
        "full.heading.reasons": "Razones",
        # interests
        "interests.label": "*Intereses.*",
        "interest.pays": "{candidate} nos paga si usted compra: {basis}.",
        "interest.pays.plain": "{candidate} nos paga si usted compra.",
        "interest.client": "{candidate} también figura entre nuestros clientes.",
        "interest.investor": "Tenemos una participación en {candidate}.",
        "interest.other": "{candidate}: {basis}.",
        "interest.about": "Para nosotros supone unos {amount}.",
        "interest.same_price": "Usted paga el mismo precio.",
        "interest.other_price": "Por ello cambia el precio que usted paga.",
        "interest.none.one": "{names} no nos paga nada.",
        "interest.none.many": "{names} no nos pagan nada.",
        "interest.nobody": (
            "Ningún proveedor nos paga, elija lo que elija: ni comisión, ni tarifa por recomendación, ni participación."
        ),
        "interest.undisclosed": "Aún sin declarar: {names}.",
        "interest.best_free": "Sin los productos que nos pagan, {candidate} sería el primero; su puesto es el {rank}.",
        "interest.winner_free": "El producto recomendado no nos paga nada.",
        "interest.credited": "Le abonamos a usted lo que recibimos.",
        "interest.applied": "Solicitamos entrar en el programa de {candidate} el {date}; por ahora no nos paga nada.",
        "interest.first_stays": "También sin los productos que nos pagan, {candidate} sería el primero.",
        "interest.where": "Todos figuran en “{section}”.",
        "disclosure.heading.winner": (
            "Cobramos si usted elige {winner}; {free} es el mejor candidato que no nos paga nada"
        ),
        "disclosure.heading.winner_only": "Cobramos si usted elige {winner}",
        "disclosure.heading.all": "Cobramos sea cual sea el producto que elija",
        "disclosure.heading.others.one": "{winner} no nos paga nada; {count} candidato más sí lo haría",
        "disclosure.heading.others.many": "{winner} no nos paga nada; {count} candidatos más sí lo harían",
        "disclosure.heading.some.one": "{count} candidato nos paga si usted compra",
        "disclosure.heading.some.many": "{count} candidatos nos pagan si usted compra",
        "disclosure.heading.nobody": "Ningún proveedor nos paga, elija lo que elija",
        "disclosure.heading.missing": "Los intereses aún no están declarados",
        "disclosure.heading.blind": "Los intereses están ocultos hasta que se bloqueen pesos y valoraciones",
        "interest.blind": (
            "Oculto hasta que se bloqueen pesos y valoraciones; entonces se imprimirá aquí lo que se paga."
        ),
        "disclosure.intro": (
            "De cada candidato se indica qué nos une a su proveedor, también de los que no pagan nada."
        ),
        "disclosure.exhibit": "Intereses, en el orden de la clasificación",
        "disclosure.head.rank": "Puesto",
        "disclosure.head.candidate": "Candidato",
        "disclosure.head.kind": "Vínculo",
        "disclosure.head.paid": "Qué se paga y quién lo paga",
        "disclosure.head.expected": "Importe previsto",
        "disclosure.head.price": "Su precio",
        "disclosure.same": "el mismo",
        "disclosure.changes": "cambia",
        "disclosure.nothing": "nada",
        "disclosure.nothing.applied": "nada por ahora; solicitamos entrar en su programa el {date}",
        "disclosure.nothing.outside": "nada; no estamos en su programa",
        "disclosure.nothing.none": "nada; ningún programa conocido",
        "disclosure.by": "{basis}, paga {payer}",
        "disclosure.baseline": "sin proveedor",
        "disclosure.missing": "aún sin declarar",
        "disclosure.source": "Fuente: declaración de {consultant}, {date}.",
        "disclosure.independence": (
            "Los pagos no forman parte de las valoraciones, los pesos ni la clasificación: el archivo de evaluación "
            "adjunto a este informe no contiene ningún pago, y la clasificación se deriva solo de él."
        ),
        "disclosure.same_without": (
            "Calculados de nuevo sin ningún pago, la clasificación, el veredicto y todas las cifras son los mismos."
        ),
        "disclosure.not_same": "Calculadas de nuevo con ese archivo, las cifras difieren de las impresas aquí.",
        "lock.heading": "Bloqueado antes de consultar los intereses",
        "lock.facts": ("Pesos y valoraciones se bloquearon el {moment}. Hasta entonces los intereses estaban ocultos."),
        "lock.hash": "SHA-256 de lo bloqueado",
        "lock.unchanged": "Después no se cambió nada decisivo.",
        "lock.changes": "Qué se cambió después del bloqueo",
        "lock.reopened": "*{moment}.* {reason}",
        "lock.again": "Bloqueado de nuevo el {moment}.",
        "lock.nothing": "No se cambió nada.",
        "lock.change": "{part}. {text}",
        "lock.open": "Están abiertos a cambios; este borrador no es lo que se bloqueó.",
        "kind.none": "ninguno, sin comisión",
        "kind.affiliate": "comisión de afiliación",
        "kind.referral": "comisión por referidos",
        "kind.reseller": "margen de reventa",
        "kind.client": "cliente nuestro",
        "kind.investor": "parte del capital",
        "kind.other": "otro",
        # needs
        "needs.heading.one": "Una necesidad decide: {progress}",
        "needs.heading.many": (
            "{count} necesidades dieron lugar a {requirements} requisitos; la más urgente: {progress}"
        ),
        "needs.heading.requirement": (
            "{count} necesidades dieron lugar a {requirements} requisito; la más urgente: {progress}"
        ),
        "needs.sentence": "Situación: {situation}. Objetivo: *{progress}*. Resultado esperado: {outcome}.",
        "needs.sentence.short": "Objetivo: *{progress}*.",
        "needs.question": "*Pregunta.* {question}",
        "needs.quote": "“{quote}”",
        "needs.by": "{person}",
        "needs.need": "Necesidad {number}",
        "needs.facts.importance": "Importancia {value} de 5",
        "needs.facts.today": "hoy {value} de 5",
        "needs.facts.cost": "cuesta hoy {amount} al {period}",
        "needs.facts.cost.once": "cuesta {amount} una sola vez",
        "needs.exhibit": "Requisitos de la necesidad {number}",
        "needs.head.moscow": "Prioridad",
        "needs.head.requirement": "Requisito y cómo se comprueba",
        "needs.head.asked": "Pedido por",
        "needs.head.criterion": "Dio lugar a",
        "needs.source": "Fuente: entrevistas y talleres con {client}.",
        "needs.written_down": "anotado",
        "moscow.must": "Exigido",
        "moscow.should": "Deseado",
        "moscow.could": "Posible",
        "moscow.wont": "Excluido",
        # ranking
        "ranking.heading.both": "{winner} gana en {gain}; {second} va por delante en {loss}",
        "ranking.heading.tie": "{winner} va por delante de {second} en {gain} y por detrás en {loss}",
        "ranking.heading.all": "{winner} iguala o supera a {second} en todos los criterios",
        "ranking.heading.equal": "{winner} y {second} tienen los mismos puntos en todos los criterios",
        "ranking.heading.one": "{winner} obtiene {score} de 100 puntos",
        "ranking.heading.nobody": "Todos los candidatos incumplen un criterio imprescindible",
        "ranking.exhibit": "De dónde vienen los puntos, criterio por criterio",
        "ranking.note": ("Cada segmento es peso por valor; los segmentos de una barra suman su puntuación. {range}"),
        "ranking.range": (
            "La línea muestra las valoraciones desconocidas a 0 y a 100; las anotadas entre dos extremos mueven las "
            "simulaciones."
        ),
        "ranking.table": "Puntuaciones, intervalos y criterios imprescindibles",
        "ranking.head.rank": "Puesto",
        "ranking.head.candidate": "Candidato",
        "ranking.head.score": "Puntos",
        "ranking.head.range": "Intervalo",
        "ranking.head.known": "Conocido",
        "ranking.head.remarks": "Observaciones",
        "ranking.failed": "incumple {musts}",
        "ranking.would": "ocuparía el puesto {rank}",
        "ranking.unknown_must": "criterio imprescindible desconocido: {musts}",
        "ranking.dominated": "en nada mejor que {names}",
        "ranking.baseline": "lo que usted tiene hoy",
        "ranking.range_of": "{low} a {high}",
        "ranking.over": "Por qué {first} supera a {second}, en puntos",
        "ranking.over.tie": "{first} frente a {second}, en puntos",
        "ranking.margin": "Ventaja",
        "ranking.over.source": (
            "Puntos con signo por criterio: peso por diferencia de valores. Su suma es la ventaja."
        ),
        # matrix
        "matrix.heading": "{winner} tiene el mejor valor en {best} de {count} criterios",
        "matrix.heading.known": (
            "{winner} tiene el mejor valor en {best} de los {count} criterios en los que se conoce su valoración"
        ),
        "matrix.heading.shared": (
            "{winner} tiene el mejor valor, o uno igual, en {best} de {count} criterios; en solitario, en {alone}"
        ),
        "matrix.heading.shared_known": (
            "{winner} tiene el mejor valor, o uno igual, en {best} de los {count} criterios en los que se conoce su "
            "valoración; en solitario, en {alone}"
        ),
        "matrix.heading.none": "{winner} no tiene el mejor valor en ningún criterio, pero va en cabeza en conjunto",
        "matrix.heading.level": "{winner} comparte el mejor valor en {best} de {count} criterios",
        "matrix.heading.level_known": (
            "{winner} comparte el mejor valor en {best} de los {count} criterios en los que se conoce su valoración"
        ),
        "matrix.heading.one": "{winner}: las valoraciones tras el resultado",
        "matrix.heading.nobody": "Las valoraciones tras el resultado",
        "matrix.intro": "Cada celda muestra el valor de 0 a 100 y después el dato. Cuanto más oscuro, mejor.",
        "matrix.unknown.none": "Se conocen todas las valoraciones.",
        "matrix.unknown.one": (
            "Una de {cells} valoraciones es desconocida y cuenta la mitad; en el intervalo, de 0 a 100."
        ),
        "matrix.unknown.many": (
            "{count} de {cells} valoraciones son desconocidas y cuentan la mitad; en el intervalo, de 0 a 100."
        ),
        "matrix.exhibit": "Valores de 0 a 100 y datos",
        "matrix.exhibit.part": "Valores de 0 a 100 y datos, candidatos {first} a {last}",
        "matrix.head.criterion": "Criterio",
        "matrix.head.weight": "Peso",
        "matrix.total": "Puntuación",
        "matrix.legend": "Cómo se conoce una valoración:",
        "matrix.state.tested": "probado",
        "matrix.state.reference": "referencia",
        "matrix.state.seen": "visto",
        "matrix.state.claimed": "según el proveedor",
        "matrix.state.none": "sin evidencia",
        # stability
        "stability.heading.none": "Ningún peso cambia el ganador al variar en una quinta parte",
        "stability.heading.one": "Un peso cambia el ganador al variar en menos de una quinta parte: {names}",
        "stability.heading.many": "{count} pesos cambian el ganador al variar en menos de una quinta parte: {names}",
        "stability.heading.whole": "Un solo criterio lleva todo el peso",
        "stability.heading.tie": "{names} comparten el primer lugar",
        "stability.heading.nobody": "No hay ganador cuya estabilidad se pueda mostrar",
        "stability.heading.single": "Si solo un candidato puede ganar, ningún peso importa",
        "stability.intro": (
            "Cada peso varía por separado; los demás mantienen sus proporciones. Los intervalos son exactos, no "
            "simulados."
        ),
        "stability.exhibit": "Cuánto puede variar cada peso antes de que {winner} pierda el primer lugar",
        "stability.exhibit.tie": "Cuánto puede variar cada peso antes de que otro candidato supere a {winner}",
        "stability.chart.note.tie": "Banda: nadie supera a {winner}. Marca: el peso actual.",
        "stability.chart.note": "Banda: {winner} sigue en cabeza. Marca: el peso actual.",
        "stability.flip.above": "{rival} sobre {bound}",
        "stability.flip.below": "{rival} bajo {bound}",
        "stability.table": "Intervalos de los pesos en tanto por ciento",
        "stability.table.tie": "Intervalos de los pesos en tanto por ciento en los que nadie supera a {winner}",
        "stability.head.criterion": "Criterio",
        "stability.head.weight": "Actual",
        "stability.head.winner": "Sigue el ganador",
        "stability.head.tie": "Nadie delante",
        "stability.head.rival": "Fuera, en cabeza",
        "stability.head.order": "Sigue el orden",
        "stability.interval": "{low} a {high}",
        "stability.undefined": "no definido",
        "stability.any": "cualquier peso",
        "stability.rivals": "{below} por debajo, {above} por encima",
        "stability.rival.below": "{below} por debajo",
        "stability.rival.above": "{above} por encima",
        "stability.rule.heading": "Cómo se llegó al veredicto",
        "stability.shares": "Con qué frecuencia queda cada candidato en cada puesto",
        "stability.shares.note.all": "{samples} simulaciones con pesos cualesquiera, {scores}.",
        "stability.shares.note.ordinal": "{samples} simulaciones con pesos en el orden indicado, {scores}.",
        "stability.shares.note.around": "{samples} simulaciones, cada peso dentro de ±{spread}, {scores}.",
        "stability.shares.tie": (
            "Los candidatos empatados en una simulación ocupan sus puestos en el orden de la clasificación."
        ),
        "stability.scores.drawn": "valoraciones entre sus extremos",
        "stability.scores.fixed": "valoraciones tal como se muestran",
        "stability.rank": "Puesto {rank}",
        # evidence
        "evidence.heading.one": "Una evidencia",
        "evidence.heading.many": "{count} evidencias, {independent} de ellas independientes de los proveedores",
        "evidence.exhibit": "Evidencias, numeradas como en el texto",
        "evidence.head.number": "N.º",
        "evidence.head.what": "Evidencia y fuente",
        "evidence.head.seen": "Vista, calidad",
        "evidence.head.supports": "Respalda",
        "evidence.head.cited": "Citada en",
        "evidence.page": "p. {page}",
        "evidence.independent": "independiente",
        "evidence.expires": "válida hasta el {date}",
        "evidence.quote": "“{quote}”",
        "evidence.supports": "{candidate}: {criteria}",
        "evidence.source": "Fuente: registros de {consultant}, {date}.",
        # rejected
        "rejected.heading.one": "Se examinó y descartó un producto más",
        "rejected.heading.many": "Se examinaron y descartaron {count} productos más",
        "rejected.exhibit": "Productos descartados y por qué",
        "rejected.head.name": "Producto",
        "rejected.head.requirement": "Requisito que no cumple",
        "rejected.head.why": "Razón",
        "rejected.evidence": "Evidencia: {evidence}.",
        "rejected.evidence.seen": "Evidencia: {evidence}, vista el {date}.",
        "rejected.source": "Fuente: lista larga de {consultant}.",
        # alternative texts of charts
        "alt.bars": "Gráfico de barras de puntuaciones: {lines}.",
        "alt.over": "Gráfico de barras de puntos con signo de {first} frente a {second}: {lines}.",
        "alt.stability": "Gráfico de intervalos de los pesos: {lines}.",
        "alt.shares": "Gráfico de barras de frecuencias por puesto: {lines}.",
        "alt.logo": "Logotipo de {name}",
        # attached files
        "attachment.evaluation": "La evaluación tras este informe",
        "attachment.report": "Todo lo demás impreso en este informe",
        "attachment.matrix": "La matriz de valoraciones como tabla",
        "attachment.manifest": "Huellas digitales y cifras impresas",
    }
)
