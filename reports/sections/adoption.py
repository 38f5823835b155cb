"""The adoption plan: from the decision to daily use, with the dates on which one looks whether it worked."""

from __future__ import annotations

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotAdoption
from reports.blocks import Block, Cell, Row, Text
from reports.composer import Composer
from reports.rich import Rich, plain


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing where no plan was made."""
    plan = composer.snapshot.adoption
    if not plan:
        return []
    story = composer.heading(Section.ADOPTION, _heading(composer, plan))
    story.append(Text(composer.say("adoption.intro")))
    header = composer.header("adoption.head", "due", "what", "measure")
    rows = [_row(composer, one) for one in plan]
    consultant, client = composer.snapshot.consultant, composer.snapshot.client
    key = "adoption.source" if client else "adoption.source.alone"
    source = composer.say(key, consultant=consultant, client=client)
    return story + composer.table(composer.say("adoption.exhibit"), (0.2, 0.42, 0.38), header, rows, source)


def _heading(composer: Composer, plan: tuple[SnapshotAdoption, ...]) -> Rich:
    last = max((one.due for one in plan), default="")
    count = composer.fig("count", "adoption")
    if not last:
        return composer.words.count("adoption.heading", len(plan), count=count)
    date = composer.words.long_date(last)
    return composer.words.count("adoption.heading.until", len(plan), count=count, date=date)


def _row(composer: Composer, one: SnapshotAdoption) -> Row:
    return Row(
        (
            Cell((Text(plain(composer.words.long_date(one.due) if one.due else "–"), "cell"),)),
            Cell((Text(composer.markup(one.text), "cell_bold", "adoption, step"),), heads=True),
            Cell((Text(composer.markup(one.measure) or plain("–"), "cell", "adoption, measure"),)),
        )
    )
