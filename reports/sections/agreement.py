"""Who and what agrees with the first place: people with weights of their own, and other methods on the same data."""

from __future__ import annotations

from reports.blocks import Block, Cell, Line, Row, Text
from reports.composer import Composer
from reports.rich import as_rich, plain

_APART = 3


def compose(composer: Composer) -> list[Block]:
    """Compose both parts; nothing where nobody gave weights and no method was run."""
    return [*_people(composer), *_methods(composer)]


def _people(composer: Composer) -> list[Block]:
    winner, agreement = composer.winner(), composer.facts.agreement
    if winner is None or not agreement.people:
        return []
    count, those = composer.fig("people"), composer.fig("people-for", winner)
    title = composer.words.count(
        "agreement.people", len(agreement.people), count=count, those=those, winner=composer.name(winner)
    )
    story = composer.subheading(composer.own("agreement/people", title), "s-people", room=120)
    header = composer.header("agreement.head", "person", "first", ("rank", "head_right"))
    rows = []
    for place, person in enumerate(agreement.people):
        firsts = composer.listed([composer.name(c) for c in person.firsts]) or plain("–")
        rank = as_rich(composer.fig("person-rank", str(place), winner))
        cells = (
            Cell((Text(plain(person.name), "cell_bold", "stability, person"),), heads=True),
            Cell((Text(firsts, "cell"),)),
            Cell((Line(rank),)),
        )
        rows.append(Row(cells))
    exhibit = composer.say("agreement.exhibit", winner=composer.name(winner))
    story += composer.table(exhibit, (0.36, 0.44, 0.2), header, rows, composer.evaluation_source())
    for one in agreement.apart[:_APART]:
        inserts = {
            "least": composer.fig("least-weight", one.criterion),
            "most": composer.fig("most-weight", one.criterion),
        }
        names = {"least_by": plain(one.least_by), "most_by": plain(one.most_by)}
        apart = composer.say("agreement.apart", criterion=composer.criterion(one.criterion), **inserts, **names)
        story.append(Text(apart, "list", "stability, disagreement"))
    return story


def _methods(composer: Composer) -> list[Block]:
    winner, agreement = composer.winner(), composer.facts.agreement
    if winner is None or not agreement.methods:
        return []
    count, those = composer.fig("methods"), composer.fig("methods-for", winner)
    title = composer.words.count(
        "agreement.methods", len(agreement.methods), count=count, those=those, winner=composer.name(winner)
    )
    story = composer.subheading(composer.own("agreement/methods", title), "s-methods", room=60)
    lines = [
        composer.say(
            "agreement.method",
            method=composer.words.plain(f"method.name.{method}"),
            first=composer.listed([composer.name(c) for c in firsts]),
        )
        for method, firsts in agreement.methods.items()
    ]
    return [*story, Text(composer.say("agreement.methods.intro")), *(Text(line, "list") for line in lines)]
