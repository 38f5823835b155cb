"""The long list: every product that was looked at, and by which requirement those fell out that are not compared."""

from __future__ import annotations

from collections import Counter

from consultant_desk.domain.report_options import Section
from reports.blocks import Block, Cell, Row, Text
from reports.composer import Composer
from reports.rich import Rich, plain


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing where every product that was looked at is compared."""
    snapshot = composer.snapshot
    if not snapshot.rejected and not snapshot.long_list:
        return []
    story = composer.heading(Section.LONG_LIST, _heading(composer))
    story.append(Text(composer.say("long_list.intro")))
    header = composer.header("long_list.head", "product", "outcome", "requirement")
    rows = [_row(name, outcome, why) for name, outcome, why in _outcomes(composer)]
    source = composer.say("rejected.source", consultant=snapshot.consultant)
    return story + composer.table(composer.say("long_list.exhibit"), (0.34, 0.22, 0.44), header, rows, source)


def _heading(composer: Composer) -> Rich:
    figures = {
        "seen": composer.fig("count", "looked-at"),
        "compared": composer.fig("count", "compared"),
        "left": composer.fig("count", "rejected"),
    }
    named = Counter(one.requirement for one in composer.snapshot.rejected if one.requirement)
    if not named:
        return composer.say("long_list.heading", **figures)
    requirement, most = named.most_common(1)[0]
    if most < 2:
        return composer.say("long_list.heading", **figures)
    return composer.say("long_list.heading.most", **figures, requirement=requirement[:120])


def _outcomes(composer: Composer) -> list[tuple[Rich, str, str]]:
    words, snapshot = composer.words, composer.snapshot
    compared = [
        (composer.whole_name(line.candidate), words.plain("long_list.compared"), "–")
        for line in composer.facts.result.ranking
        if not composer.facts.candidates[line.candidate].baseline
    ]
    left = [
        (plain(one.name), words.plain("long_list.left"), one.requirement or words.plain("long_list.other"))
        for one in snapshot.rejected
    ]
    looked = [(plain(name), words.plain("long_list.looked"), "–") for name in snapshot.long_list]
    return [*compared, *left, *looked]


def _row(name: Rich, outcome: str, why: str) -> Row:
    return Row(
        (
            Cell((Text(name, "cell_bold", "long list, product"),), heads=True),
            Cell((Text(plain(outcome), "cell"),)),
            Cell((Text(plain(why), "cell", "long list, requirement"),)),
        )
    )
