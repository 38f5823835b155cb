"""The JSON files this program writes, what a person calls them, and the refusal of one that is of another kind."""

from __future__ import annotations

from decimal import Decimal

from consultant_desk.domain.evaluation.node import shown
from consultant_desk.domain.evaluation.strict_json import JsonObject, Tree
from consultant_desk.errors import AnotherKind, Fault

CALLED = {
    "consultant-desk/evaluation": "an evaluation file",
    "consultant-desk/template": "a template file",
    "consultant-desk/questionnaire-answer": "the answer to a questionnaire",
    "consultant-desk/result": "the result of an evaluation",
    "consultant-desk/report": "the data of a report",
    "consultant-desk/brand": "a brand file",
    "consultant-desk/manifest": "the manifest of a report",
}


def of_format(tree: Tree, wanted: str, newest: int) -> tuple[JsonObject, int]:
    """Return the tree and its version where it is of this format; `AnotherKind` with one fault where it is another."""
    if not isinstance(tree, JsonObject):
        raise _another(wanted, "$", f"is {shown(tree)}, not {CALLED[wanted]}", "an object")
    found = tree.get("format")
    if found != wanted:
        what = f"is {shown(found)}" if "format" in tree else "is missing"
        called = CALLED.get(found) if isinstance(found, str) else None
        raise _another(wanted, "$.format", what, f'"{wanted}"', called or "JSON of another kind")
    version = tree.get("version")
    most = f"a whole number from 1 to {newest}" if newest > 1 else "1"
    if not isinstance(version, Decimal) or version != version.to_integral_value() or version < 1:
        what = f"is {shown(version)}" if "version" in tree else "is missing"
        fault = Fault("$.version", what, most)
        raise AnotherKind(f"This is {CALLED[wanted]} of no known version.", hint=f"{fault.line()}.", faults=(fault,))
    if version > newest:
        what = f"is {shown(version)}, written by a newer version of the program"
        fault = Fault("$.version", what, f"at most {newest}")
        raise AnotherKind(
            f"This is {CALLED[wanted]} of a newer version of the program.",
            hint="Update the program, or have the file written by the version you have.",
            faults=(fault,),
        )
    return tree, int(version)


def _another(wanted: str, where: str, what: str, expected: str, called: str = "JSON of another kind") -> AnotherKind:
    fault = Fault(where, what, expected)
    return AnotherKind(f"This is not {CALLED[wanted]}.", hint=f"It is {called}.", faults=(fault,))
