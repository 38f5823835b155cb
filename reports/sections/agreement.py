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
    title = composer.own("agreement/people", _title(composer, "people", len(agreement.people), winner))
    story = composer.subheading(title, "s-people", room=120)
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


def _title(composer: Composer, who: str, count: int, winner: str) -> Rich:
    """Say how many people or methods agree; where several share the first place there is nobody to agree on."""
    if composer.tied():
        return composer.say(f"agreement.{who}.tie")
    inserts = {"count": composer.fig(who), "those": composer.fig(f"{who}-for", winner)}
    return composer.words.count(f"agreement.{who}", count, winner=composer.name(winner), **inserts)


def _methods(composer: Composer) -> list[Block]:
    winner, agreement = composer.winner(), composer.facts.agreement
    if winner is None or not agreement.methods:
        return []
    title = composer.own("agreement/methods", _title(composer, "methods", len(agreement.methods), winner))
    story = composer.subheading(title, "s-methods", room=60)
    lines = [
        composer.say(
            "agreement.method",
            method=composer.words.plain(f"method.name.{method}"),
            first=composer.listed([composer.name(c) for c in firsts]),
        )
        for method, firsts in agreement.methods.items()
    ]
    return [*story, Text(composer.say("agreement.methods.intro")), *(Text(line, "list") for line in lines)]
