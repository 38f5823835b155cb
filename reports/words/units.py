"""The singular of the units people measure in, by language: "1 mois", "1 Stunde", "1 día".

A unit is free text. Only words of these tables are changed; English ones stand in reports of every language.
"""

from __future__ import annotations

from collections.abc import Mapping

from consultant_desk.domain.evaluation.units import counted_unit

_ENGLISH = frozenset(
    {"years", "months", "weeks", "days", "hours", "minutes", "seconds", "points", "seats", "users", "clicks", "steps"}
)

_SINGULARS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "Jahre": "Jahr", "Monate": "Monat", "Wochen": "Woche", "Tage": "Tag", "Arbeitstage": "Arbeitstag",
        "Werktage": "Werktag", "Stunden": "Stunde", "Minuten": "Minute", "Sekunden": "Sekunde", "Punkte": "Punkt",
        "Plätze": "Platz", "Personen": "Person", "Klicks": "Klick", "Schritte": "Schritt", "Lizenzen": "Lizenz",
    },
    "fr": {
        "ans": "an", "années": "année", "semaines": "semaine", "jours": "jour", "heures": "heure",
        "minutes": "minute", "secondes": "seconde", "points": "point", "postes": "poste", "personnes": "personne",
        "utilisateurs": "utilisateur", "clics": "clic", "étapes": "étape", "licences": "licence",
    },
    "es": {
        "años": "año", "meses": "mes", "semanas": "semana", "días": "día", "horas": "hora", "minutos": "minuto",
        "segundos": "segundo", "puntos": "punto", "puestos": "puesto", "personas": "persona", "usuarios": "usuario",
        "clics": "clic", "pasos": "paso", "licencias": "licencia",
    },
}  # fmt: skip


def unit_for(code: str, unit: str, number: float, *, one: bool) -> str:
    """Return a unit as a language writes it beside a number, of which it takes the singular where `one` says so."""
    first, space, rest = unit.partition(" ")
    if code == "en" or first in _ENGLISH:
        return counted_unit(unit, number)
    return f"{_SINGULARS[code].get(first, first) if one else first}{space}{rest}"
