"""From sums to grades: the thresholds, vetoes, other sources, overrides and classes as SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from entities.models import Entity
from grading.choices import (
    ASSESSED_BY,
    AssessmentSource,
    CreditGrade,
    GradeSource,
    IndicatorBasis,
    OverrideStatus,
)
from grading.compiling import FactsQuery, greatest, least
from grading.models import ExternalAssessment, GradeOverride
from grading.spec import IndicatorSpec, ModelSpec, PolicySpec

ENTITIES = Entity._meta.db_table
ASSESSMENTS = ExternalAssessment._meta.db_table
OVERRIDES = GradeOverride._meta.db_table
APPROVED = f"'{OverrideStatus.APPROVED.value}', '{OverrideStatus.ENDED.value}'"
# What the query gives for each business, in this order.
RESULT_COLUMNS = (
    "entity_id", "score", "grade", "credit_class", "source", "lacks_information", "is_overridden",
    "next_change_on",
)  # fmt: skip


@dataclass(frozen=True)
class GradingQuery:
    """The grades that a model and a policy give on a day, as one statement.

    Run, explanation and laboratory differ only in their ``scope``: a condition on ``{id}``, the key
    of the business, that is put to every table, so that each is read by its own index.
    """

    model: ModelSpec
    policy: PolicySpec
    on: date
    # A record that is left out: what the grade would have been without it.
    without: int | None = None

    @cached_property
    def facts(self) -> FactsQuery:
        policy = self.policy
        return FactsQuery(
            self.model, policy.longest_months, self.on, policy.leaves_out_disputed, self.without
        )

    def results(self, scope: str) -> str:
        """One row of ``RESULT_COLUMNS`` for each business in scope, in the order of the keys."""
        classes = " ".join(
            f"WHEN '{grade.value}' THEN '{credit_class.value}'"
            for grade, credit_class in self.policy.classes.items()
        )
        # OFFSET 0: each stage is worked out once, not again wherever the next one names it; each
        # names the order, or the planner forgets it and sorts again.
        return (
            f"SELECT entity_id, score, grade, CASE grade {classes} END AS credit_class, source,"
            " lacks_information, is_overridden, next_change_on FROM ("
            f"SELECT entity_id, score, coalesce({', '.join(self._grades())}) AS grade,"
            f" {self._source()} AS source, lacks_information, overridden IS NOT NULL AS"
            f" is_overridden, next_change_on FROM ({self._scored(scope)} OFFSET 0) AS scored"
            " ORDER BY entity_id OFFSET 0) AS graded ORDER BY entity_id"
        )

    def _scored(self, scope: str) -> str:
        """Score, veto and what other sources say, for each business in scope that was known."""
        model = self.model
        joins, feed = [f"LEFT JOIN ({self.facts.sums(scope)}) AS f ON f.entity_id = e.id"], "0"
        changes = ["f.next_change_on", "o.next_change_on"]
        known = "f.entity_id IS NOT NULL"
        if self.feed:
            joins.append(_join("p", self._fed_points(scope)))
            feed, known = "coalesce(p.points, 0)", f"({known} OR p.points IS NOT NULL)"
            changes.append("p.next_change_on")
        for source in self._asked:
            joins.append(_join(f"of_{source.value}", self._assessed(source, scope)))
            changes.append(f"of_{source.value}.next_change_on")
        joins.append(_join("o", self._overridden(scope)))
        score = (
            f"{model.base} + least({model.bonus_cap}, coalesce(f.bonus, 0) + greatest({feed}, 0))"
            f" + coalesce(f.malus, 0) + least({feed}, 0)"
        )
        score = f"greatest({model.lowest}, least({model.highest}, {score}))"
        if GradeSource.LOCAL_MODEL not in self.policy.sources:
            score = "NULL"
        others = "".join(f", of_{name}.grade AS {name}" for name in map(str, self._asked))
        return (
            "SELECT e.id AS entity_id,"
            f" {score}::smallint AS score,"
            f" f.veto, NOT {known} AS lacks_information, o.grade AS overridden{others},"
            f" {least(changes)} AS next_change_on FROM {ENTITIES} AS e {' '.join(joins)}"
            f" WHERE e.recorded_at <= %(known_at)s AND {scope.format(id='e.id')} ORDER BY e.id"
        )

    def _grades(self) -> Iterator[str]:
        """An override first, then the sources in their order."""
        yield "overridden"
        for source in self.policy.sources:
            match source:
                case GradeSource.NATIONAL_RESULT:
                    yield f"CASE {AssessmentSource.NATIONAL.value} {self._mapped_grades} END"
                case GradeSource.LOCAL_MODEL:
                    yield self._local_grade()
                case _:
                    yield ASSESSED_BY[source].value
        yield f"'{self.policy.no_data_grade.value}'"

    def _local_grade(self) -> str:
        """By the thresholds, no better than a veto allows; as the pack says where nothing is
        known."""
        steps = "".join(
            f" WHEN score >= {lowest} THEN '{grade.value}'"
            for grade, lowest in self.model.thresholds
        )
        by_score = f"CASE{steps} ELSE '{CreditGrade.E.value}' END"
        return (
            f"CASE WHEN lacks_information THEN '{self.policy.no_data_grade.value}'"
            f" ELSE {greatest([by_score, 'veto'])} END"
        )

    def _source(self) -> str:
        """Where the computed grade comes from."""
        cases = "".join(
            f" WHEN {ASSESSED_BY[source].value} IS NOT NULL THEN '{source.value}'"
            for source in self.policy.sources
            if source in ASSESSED_BY
        )
        last = f"'{self.policy.sources[-1].value}'"
        return f"CASE{cases} ELSE {last} END" if cases else last

    @property
    def _mapped_grades(self) -> str:
        return " ".join(
            f"WHEN '{national.value}' THEN '{grade.value}'"
            for national, grade in self.policy.national_grades.items()
        )

    @property
    def _asked(self) -> list[AssessmentSource]:
        """The assessments that may decide, in their order."""
        return [ASSESSED_BY[source] for source in self.policy.sources if source in ASSESSED_BY]

    @cached_property
    def feed(self) -> IndicatorSpec | None:
        """The indicator that takes over the industry's result, if the pack says so."""
        fed = self.model.of_basis(IndicatorBasis.INDUSTRY)
        return fed[0] if fed and self.policy.industry_feeds_public else None

    def _fed_points(self, scope: str) -> str:
        assert self.feed is not None
        cases = " ".join(
            f"WHEN '{grade.value}' THEN {points}"
            for grade, points in self.feed.grade_points.items()
        )
        return self._assessments(
            AssessmentSource.INDUSTRY, scope, f"min(CASE grade {cases} END)", "points"
        )

    def _assessed(self, source: AssessmentSource, scope: str) -> str:
        """The worst of the latest results of each domain ('E' is the greatest letter)."""
        return self._assessments(source, scope, "max(grade)", "grade")

    def _assessments(self, source: AssessmentSource, scope: str, value: str, name: str) -> str:
        """Per business: a value of its results in force, and when one begins or ends to count.

        Of several results of one domain the latest period counts.
        """
        counts = f"counts_from <= '{self.on}'"
        return (
            f"SELECT entity_id, {value} FILTER (WHERE {counts}) AS {name},"
            f" min(CASE WHEN {counts} THEN counts_until ELSE counts_from END) AS next_change_on"
            f" FROM (SELECT DISTINCT ON (entity_id, domain, {counts})"
            f" entity_id, grade, counts_from, counts_until FROM {ASSESSMENTS}"
            f" WHERE source = '{source.value}'"
            f" AND counts_until > '{self.on}' AND recorded_at <= %(known_at)s"
            " AND (withdrawn_at IS NULL OR withdrawn_at > %(known_at)s)"
            f" AND {scope.format(id='entity_id')}"
            f" ORDER BY entity_id, domain, {counts}, period_ends_on DESC, id DESC) AS latest"
            " GROUP BY entity_id"
        )

    def _overridden(self, scope: str) -> str:
        """The approved override in force, and the day on which one begins or ends."""
        begun = f"from_on <= '{self.on}'"
        return (
            f"SELECT entity_id, min(grade) FILTER (WHERE {begun}) AS grade,"
            f" min(CASE WHEN {begun} THEN until_on ELSE from_on END) AS next_change_on"
            f" FROM {OVERRIDES} WHERE status IN ({APPROVED}) AND decided_at <= %(known_at)s"
            f" AND until_on > '{self.on}' AND (ended_at IS NULL OR ended_at > %(known_at)s)"
            f" AND {scope.format(id='entity_id')} GROUP BY entity_id"
        )


def _join(alias: str, query: str) -> str:
    return f"LEFT JOIN ({query}) AS {alias} ON {alias}.entity_id = e.id"
