"""Settings of the public site: how much one visitor may look up."""

import environ

__all__ = [
    "PORTAL_EXITS_SHOWN_DAYS",
    "PORTAL_LOOK_UPS_AFTER_ANSWER",
    "PORTAL_LOOK_UPS_A_MINUTE",
    "PORTAL_REPORTS_AN_HOUR",
]

env = environ.Env()

# Pages of search, entities and records within a minute before a question has to be answered;
# 0 asks nobody.
PORTAL_LOOK_UPS_A_MINUTE = env.int("PORTAL_LOOK_UPS_A_MINUTE", default=30)
# Pages that one answer opens, above the limit.
PORTAL_LOOK_UPS_AFTER_ANSWER = env.int("PORTAL_LOOK_UPS_AFTER_ANSWER", default=60)
# Data errors that one address may report within an hour.
PORTAL_REPORTS_AN_HOUR = env.int("PORTAL_REPORTS_AN_HOUR", default=5)
# How long it is told that a business left a list: long enough to be read, no second record.
PORTAL_EXITS_SHOWN_DAYS = env.int("PORTAL_EXITS_SHOWN_DAYS", default=180)
