"""Where clients are with what was recommended to them, by client or by recommendation (its evaluation)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from consultant_desk.domain.adoption import Adoption
from consultant_desk.services.rows.earnings import GroupBy

JOINED = frozenset({GroupBy.CLIENT, GroupBy.RECOMMENDATION})
"""The groups that have an adoption."""

_QUERIES = {
    GroupBy.CLIENT: "SELECT g.client_id, g.id, g.title, coalesce(g.stage, ''), coalesce(g.stage_since, ''), "
    "coalesce(g.result, '') FROM engagement g WHERE g.deleted_at IS NULL AND (? = '' OR g.client_id = ?) "
    "ORDER BY coalesce(g.stage_since, ''), g.id",
    GroupBy.RECOMMENDATION: "SELECT v.id, g.id, g.title, coalesce(g.stage, ''), coalesce(g.stage_since, ''), "
    "coalesce(g.result, '') FROM evaluation v JOIN engagement g ON g.id = v.engagement_id "
    "WHERE v.deleted_at IS NULL AND g.deleted_at IS NULL AND (? = '' OR g.client_id = ?) ORDER BY v.id",
}
_STEPS = (
    "SELECT v.id, v.engagement_id, i.text, i.due_on FROM recommendation_item i "
    "JOIN recommendation r ON r.id = i.recommendation_id JOIN evaluation v ON v.id = r.evaluation_id "
    "WHERE i.kind = 'adoption' AND i.deleted_at IS NULL AND r.deleted_at IS NULL AND v.deleted_at IS NULL "
    "AND i.due_on >= ? ORDER BY i.due_on DESC, i.position DESC"
)


def adoption_by(session: Session, by: GroupBy, today: date, client_id: str = "") -> Mapping[str, Adoption]:
    """Return the adoption by the key of a group, of one client only where it is given."""
    connection = session.connection()
    steps: dict[str, tuple[str, str]] = {}
    for evaluation, engagement, text, due in connection.exec_driver_sql(_STEPS, (today.isoformat(),)):
        steps[evaluation if by is GroupBy.RECOMMENDATION else engagement] = (text, due)  # the nearest one comes last
    found: dict[str, Adoption] = {}
    for key, engagement, title, stage, since, result in connection.exec_driver_sql(
        _QUERIES[by], (client_id, client_id)
    ):
        step, due = steps.get(key if by is GroupBy.RECOMMENDATION else engagement, ("", ""))
        others = found[key].others + 1 if key in found else 0
        found[key] = Adoption(title, stage, since, result, step, due, others)
    return found
