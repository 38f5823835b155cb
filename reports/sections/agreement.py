"""Who and what agrees with the first place: people with weights of their own, and other methods on the same data."""

from __future__ import annotations

from reports.blocks import Block, Cell, Line, Row, Text
from reports.composer import Composer
from reports.rich import Rich, as_rich, plain

_APART = 3


def compose(composer: Composer) -> list[Block]:
    """Compose both parts; nothing where nobody gave weights and no method was run."""
    return [*_people(composer), *_methods(composer)]


def _people(composer: Composer) -> list[Block]:
    winner, agreement = composer.winner(), composer.facts.agreement
    if winner is None or not agreement.people:
        return []
    tied = bool(composer.tied())
    story = composer.subheading(composer.own("agreement/people", _people_title(composer, winner)), "s-people", room=120)
    header = composer.header("agreement.head", "person", "first", *([] if tied else [("rank", "head_right")]))
    rows = []
    for place, person in enumerate(agreement.people):
        firsts = composer.listed([composer.name(c) for c in person.firsts]) or plain("–")
        cells = [
            Cell((Text(plain(person.name), "cell_bold", "stability, person"),), heads=True),
            Cell((Text(firsts, "cell"),)),
        ]
        if not tied:
            cells.append(Cell((Line(as_rich(composer.fig("person-rank", str(place), winner))),)))
        rows.append(Row(tuple(cells)))
    exhibit = composer.say("agreement.exhibit.tie" if tied else "agreement.exhibit", winner=composer.name(winner))
    shares = (0.36, 0.64) if tied else (0.36, 0.44, 0.2)
    story += composer.table(exhibit, shares, header, rows, composer.evaluation_source())
    for one in agreement.apart[:_APART]:
        inserts = {
            "least": composer.fig("least-weight", one.criterion),
            "most": composer.fig("most-weight", one.criterion),
        }
        names = {"least_by": plain(one.least_by), "most_by": plain(one.most_by)}
        apart = composer.say("agreement.apart", criterion=composer.criterion(one.criterion), **inserts, **names)
        story.append(Text(apart, "list", "stability, disagreement"))
    return story


def _people_title(composer: Composer, winner: str) -> Rich:
    """Say how many agree; where several share the first place there is nobody to agree on."""
    if composer.tied():
        return composer.say("agreement.people.tie")
    inserts = {"count": composer.fig("people"), "those": composer.fig("people-for", winner)}
    people = composer.facts.agreement.people
    return composer.words.count("agreement.people", len(people), winner=composer.name(winner), **inserts)


def _methods_title(composer: Composer, winner: str) -> Rich:
    if composer.tied():
        return composer.say("agreement.methods.tie")
    inserts = {"count": composer.fig("methods"), "those": composer.fig("methods-for", winner)}
    methods = composer.facts.agreement.methods
    return composer.words.count("agreement.methods", len(methods), winner=composer.name(winner), **inserts)


def _methods(composer: Composer) -> list[Block]:
    winner, agreement = composer.winner(), composer.facts.agreement
    if winner is None or not agreement.methods:
        return []
    story = composer.subheading(
        composer.own("agreement/methods", _methods_title(composer, winner)), "s-methods", room=60
    )
    lines = [
        composer.say(
            "agreement.method",
            method=composer.words.plain(f"method.name.{method}"),
            first=composer.listed([composer.name(c) for c in firsts]),
        )
        for method, firsts in agreement.methods.items()
    ]
    return [*story, Text(composer.say("agreement.methods.intro")), *(Text(line, "list") for line in lines)]
