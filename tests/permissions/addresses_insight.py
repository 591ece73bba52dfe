"""Who may open the pages of figures, scorecards and campaigns."""

from typing import Any

from tests.permissions.addresses import ACCEPTING, BUSINESS, CATALOGUE, LEAD, Address
from tests.permissions.world import World


def of_scorecard(world: World) -> dict[str, Any]:
    return {"pk": world.appraisal.scorecard_id}


def of_campaign(world: World) -> dict[str, Any]:
    return {"pk": world.duty_file.duty.campaign_id}


def of_duty(world: World) -> dict[str, Any]:
    return {"pk": world.duty_file.duty_id}


MATRIX = {
    # Heads of agencies get in too: tests/insight.
    "insight:dashboard": Address(frozenset({LEAD})),
    "insight:businesses": Address(frozenset({LEAD})),
    "insight:behind": Address(frozenset({LEAD}), arguments=lambda w: {"name": "deadlines"}),
    "insight:scorecards": Address(BUSINESS),
    "insight:scorecard": Address(BUSINESS, frozenset({LEAD}), of_scorecard),
    "insight:notice_new": Address(frozenset({LEAD}), arguments=of_scorecard),
    "insight:notice_file": Address(
        BUSINESS, frozenset({LEAD}), lambda w: {"pk": w.appraisal.pk}
    ),
    "campaigns:list": Address(CATALOGUE),
    "campaigns:new": Address(frozenset({LEAD})),
    "campaigns:domains": Address(frozenset({LEAD}), arguments=of_campaign),
    "campaigns:export": Address(CATALOGUE, arguments=of_campaign),
    "campaigns:duty": Address(CATALOGUE, frozenset({LEAD}), of_duty),
    "campaigns:submit": Address(CATALOGUE, frozenset({LEAD}), of_duty),
    "campaigns:accept": Address(frozenset({LEAD}), arguments=of_duty, method="post"),
    "campaigns:send_back": Address(frozenset({LEAD}), arguments=of_duty),
    "campaigns:file": Address(
        CATALOGUE, frozenset({LEAD}), lambda w: of_duty(w) | {"file_pk": w.duty_file.pk}
    ),
    "campaigns:talks": Address(ACCEPTING),
    "campaigns:talk_new": Address(ACCEPTING),
    "campaigns:talks_export": Address(ACCEPTING),
}  # fmt: skip
