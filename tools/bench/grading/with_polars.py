"""The reference model in polars: lazy expressions over the exported file, streamed, all cores."""

from collections.abc import Iterable
from datetime import UTC

import polars as pl

from grading.choices import CreditGrade
from grading.spec import IndicatorSpec
from tools.bench.grading.peers import Files
from tools.bench.grading.rules import Rules, points_of, repetition_points

INSTANT = pl.Datetime("us")
COLUMNS = {
    "entity_id": pl.Int64(), "fact_type": pl.Int16(), "decided_on": pl.Date(),
    "published_until": pl.Date(), "recorded_at": INSTANT, "withdrawn_at": INSTANT,
    "repaired_at": INSTANT, "authority_code": pl.String(),
}  # fmt: skip
LETTERS = [grade.value for grade in CreditGrade]  # best first; grades are numbers until the end


def score(files: Files, rules: Rules) -> dict[str, int]:
    """Read the file, write the grades; returns how many have each."""
    facts = pl.scan_csv(files.facts, has_header=False, schema=COLUMNS)
    counted = facts.filter(_stands(rules))
    graded = pl.scan_csv(files.entities, has_header=False, schema={"entity_id": pl.Int64()})
    graded = graded.join(_sums(counted, rules), on="entity_id", how="left")
    for number, repetition in enumerate(rules.repetitions):
        repeated = _repeated(counted, repetition, rules, f"repetition_{number}")
        graded = graded.join(repeated, on="entity_id", how="left")
    frame = _graded(graded, rules).collect(engine="streaming")
    frame.write_csv(files.grades, include_header=False)
    return dict(frame["grade"].value_counts().iter_rows())


def _stands(rules: Rules) -> pl.Expr:
    """Known, in force, not too old."""
    known_at = pl.lit(rules.known_at.astimezone(UTC).replace(tzinfo=None))
    after = pl.col("fact_type").replace_strict(
        dict(rules.bearing_after), default=None, return_dtype=pl.Date()
    )
    return (
        (pl.col("decided_on") <= rules.on)
        & (pl.col("decided_on") > after)
        & (pl.col("recorded_at") <= known_at)
        & (pl.col("withdrawn_at").is_null() | (pl.col("withdrawn_at") > known_at))
        & (pl.col("published_until").is_null() | (pl.col("published_until") > rules.on))
        & (pl.col("repaired_at").is_null() | (pl.col("repaired_at") > known_at))
    )


def _sums(counted: pl.LazyFrame, rules: Rules) -> pl.LazyFrame:
    vetoes = [
        pl.when(_matches(i, rules).any()).then(LETTERS.index(i.best_grade.value)).otherwise(0)
        for i in rules.counted
        if i.best_grade
    ]
    return counted.group_by("entity_id").agg(
        bonus=_added(_points(i, rules) for i in rules.counted if i.is_bonus),
        malus=_added(_points(i, rules) for i in rules.counted if not i.is_bonus),
        best=pl.max_horizontal(pl.lit(0), *vetoes),
    )


def _points(indicator: IndicatorSpec, rules: Rules) -> pl.Expr:
    each = pl.col("fact_type").replace_strict(
        points_of(indicator), default=0, return_dtype=pl.Int64()
    )
    total = pl.when(_matches(indicator, rules)).then(each).otherwise(0).sum()
    return total if indicator.cap is None else total.clip(-indicator.cap, indicator.cap)


def _matches(indicator: IndicatorSpec, rules: Rules) -> pl.Expr:
    return pl.col("fact_type").is_in(list(points_of(indicator))) & (
        pl.col("decided_on") > rules.cutoff(indicator)
    )


def _repeated(
    counted: pl.LazyFrame, indicator: IndicatorSpec, rules: Rules, name: str
) -> pl.LazyFrame:
    """The businesses that one authority decided about often enough, with what that costs."""
    return (
        counted.filter(_matches(indicator, rules) & (pl.col("authority_code") != ""))
        .group_by("entity_id", "authority_code")
        .len()
        .filter(pl.col("len") >= indicator.at_least)
        .select("entity_id", pl.lit(repetition_points(indicator)).alias(name))
        .unique("entity_id")
    )


def _graded(joined: pl.LazyFrame, rules: Rules) -> pl.LazyFrame:
    model = rules.model
    repetitions = _added(
        pl.col(f"repetition_{number}").fill_null(0) for number in range(len(rules.repetitions))
    )
    bonus = pl.col("bonus").fill_null(0).clip(upper_bound=model.bonus_cap)
    score = model.base + bonus + pl.col("malus").fill_null(0) + repetitions
    by_score = pl.lit(len(LETTERS) - 1)
    for grade, lowest in reversed(model.thresholds):
        by_score = pl.when(pl.col("score") >= lowest).then(_number(grade)).otherwise(by_score)
    number = pl.when(pl.col("best").is_null()).then(_number(rules.no_data_grade)).otherwise(
        pl.max_horizontal(by_score, "best")
    )  # fmt: skip
    letters = dict(enumerate(LETTERS))
    return joined.with_columns(score=score.clip(model.lowest, model.highest)).select(
        "entity_id",
        "score",
        grade=number.replace_strict(letters, return_dtype=pl.String()),
    )


def _number(grade: CreditGrade) -> pl.Expr:
    return pl.lit(LETTERS.index(grade.value))


def _added(parts: Iterable[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(pl.lit(0, dtype=pl.Int64()), *parts)
