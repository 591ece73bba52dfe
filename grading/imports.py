"""Files of assessment results (外部评价结果): layout, and the way into the register."""

from datetime import date

from credit_portal.accounts.models import User
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.errors import NotAllowed
from credit_portal.shared.periods import read_period
from entities.imports.judging import mark_repetitions
from entities.imports.layout import CellKind, Column, Layout
from entities.imports.layouts.common import by_label
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.rules import KEY_SEPARATOR
from grading.choices import PUBLIC_SOURCES, AssessmentSource
from grading.models import ExternalAssessment
from grading.permissions import REPORTING_ROLES
from grading.rules_assessment import DOMAIN_SQL, counted, grade_letter
from grading.services.assessments import require_report
from grading.services.notices import tell_assessed

ASSESSMENTS = ExternalAssessment._meta.db_table
RESULTS, REFUSED = "import_results", "import_refused_domains"
# What a row says of a result, and what that means; column → type.
WRITTEN = {"source": "text", "period": "text", "grade": "text", "assessed_on": "date"}
READ = {
    "period_code": "text", "period_ends_on": "date", "counts_from": "date", "counts_until": "date",
    "letter": "text",
}  # fmt: skip
SAME_RESULT = (
    "standing.withdrawn_at IS NULL AND standing.entity_id = good.entity_id"
    " AND standing.source = good.source AND standing.domain = coalesce(good.domain, '')"
    " AND standing.period = good.period_code"
)
SOURCES = by_label(AssessmentSource)

COLUMNS = (
    Column("subject", "统一社会信用代码", CellKind.USCC, required=True),
    Column("subject_name", "名称", required=True, max_length=200),
    Column("source", "来源", CellKind.CHOICE, required=True, choices=SOURCES),
    Column("domain", "领域", max_length=50),
    Column("period", "评价周期", required=True, max_length=20),
    Column("grade", "评价等级", required=True, max_length=10),
    Column("assessed_on", "评价日期", CellKind.DATE, required=True, not_future=True),
)


def judge_assessments(staged: StagedBatch) -> None:
    """What a result can be wrong in beyond its cells: who reports it, of what, a second one."""
    public = ", ".join(f"'{source.value}'" for source in PUBLIC_SOURCES)
    is_industry = f"source = '{AssessmentSource.INDUSTRY.value}'"
    staged.execute(f"UPDATE {ROWS} SET domain = NULL WHERE source IN ({public})")
    staged.execute(f"UPDATE {ROWS} SET domain = nullif({DOMAIN_SQL}, '') WHERE domain <> ''")
    staged.reject("domain", f"{is_industry} AND domain IS NULL", "：行业信用评价须填写领域")
    _refuse_what_others_report(staged)
    _read_results(staged)
    _compare(staged)


def store_assessments(staged: StagedBatch) -> int:
    """Write the new results and tell the businesses; those that stand already were marked."""
    stored = staged.execute(
        f"INSERT INTO {ASSESSMENTS} (entity_id, source, domain, period, period_ends_on, grade,"
        " counts_from, counts_until, reported_by_id, batch_id, recorded_at, withdrawal_reason)"
        " SELECT entity_id, source, coalesce(domain, ''), period_code, period_ends_on, letter,"
        " counts_from, counts_until, %(agency)s, %(batch)s, %(at)s, ''"
        f" FROM {ROWS} WHERE {GOOD} ORDER BY row",
        {"agency": staged.batch.agency_id, "batch": staged.batch.pk, "at": staged.at},
    )
    told = ExternalAssessment.objects.filter(batch=staged.batch, recorded_at=staged.at)
    tell_assessed(told, occasion=f"assessments:{staged.batch.pk}", at=staged.at)
    return stored


ASSESSMENTS_LAYOUT = Layout(
    code="assessments",
    name="外部评价结果",
    kind="assessment",
    columns=COLUMNS,
    key=(),  # a period has several spellings: repetitions are found once it is read
    judge=judge_assessments,
    store=store_assessments,
    subject="subject",
    subject_name="subject_name",
    roles=REPORTING_ROLES,
)


def _refuse_what_others_report(staged: StagedBatch) -> None:
    """A department sends the results of its own industry only."""
    if not isinstance(staged.by, User):
        return
    seen = staged.fetch(f"SELECT DISTINCT source, coalesce(domain, '') FROM {ROWS} WHERE {GOOD}")
    staged.create(REFUSED, "source text, domain text")
    refused = [pair for pair in seen if not _may_report(staged.by, *pair)]
    staged.copy(REFUSED, ["source", "domain"], refused)
    staged.reject(
        "source",
        "(good.source, coalesce(good.domain, '')) IN"
        f" (SELECT source, coalesce(domain, '') FROM {REFUSED})",
        "：不是本单位主管行业的信用评价结果，不能报送",
    )


def _may_report(by: User, source: str, domain: str) -> bool:
    try:
        require_report(by, AssessmentSource(source), domain)
    except NotAllowed:
        return False
    return True


def _read_results(staged: StagedBatch) -> None:
    """Each distinct result once: canonical period, letter, and how long it counts."""
    key = ", ".join(WRITTEN)
    seen = staged.fetch(f"SELECT DISTINCT {key} FROM {ROWS} WHERE {GOOD}")
    typed = ", ".join(f"{name} {kind}" for name, kind in {**WRITTEN, **READ}.items())
    staged.create(RESULTS, typed)
    staged.copy(RESULTS, [*WRITTEN, *READ], [_result(*row) for row in seen])
    added = ", ".join(f"ADD COLUMN {name} {kind}" for name, kind in READ.items())
    taken = ", ".join(f"{name} = known.{name}" for name in READ)
    staged.execute(
        f"ALTER TABLE {ROWS} {added};"
        f" UPDATE {ROWS} AS good SET {taken} FROM {RESULTS} AS known"
        f" WHERE ({', '.join(f'known.{name}' for name in WRITTEN)})"
        f" = ({', '.join(f'good.{name}' for name in WRITTEN)})"
    )
    staged.reject("period", "period_code IS NULL", "无法识别，请写成 2026、2026Q3 或 2026-10")
    staged.reject("grade", "letter IS NULL", "不是该来源的评价等级")


def _result(source: str, period: str, grade: str, assessed_on: date) -> list[str]:
    """A line of ``RESULTS``, blank where a text cannot be read."""
    said = pack_in_force(assessed_on).grading
    read = AssessmentSource(source)
    written = [source, period, grade, assessed_on.isoformat()]
    try:
        known = read_period(period)
    except ValueError:
        return [*written, *("" for _ in READ)]
    days = counted(
        read, known, assessed_on, national_runs=said.national_runs.value,
        grace_months=said.national_grace.value,
    )  # fmt: skip
    dates = [day.isoformat() for day in (known.ends_on, days.counts_from, days.counts_until)]
    try:
        letter = grade_letter(read, grade, said.national_words.value).value
    except ValueError:
        letter = ""
    return [*written, known.code, *dates, letter]


def _compare(staged: StagedBatch) -> None:
    """A period has one result: the same again is a duplicate, another one waits until the first is
    withdrawn or the rows of the file agree."""
    standing = f"SELECT FROM {ASSESSMENTS} AS standing WHERE {SAME_RESULT}"
    staged.mark_duplicates(f"EXISTS ({standing} AND standing.grade = good.letter)")
    staged.reject("grade", f"EXISTS ({standing})", "与该周期已有的结果不同，如原结果有误请先撤回")
    staged.execute(
        f"UPDATE {ROWS} SET fingerprint = md5(concat_ws(chr({ord(KEY_SEPARATOR)}), subject, source,"
        " coalesce(domain, ''), period_code))::uuid"
    )
    staged.reject(
        "grade",
        f"fingerprint IN (SELECT fingerprint FROM {ROWS} WHERE {GOOD}"
        " GROUP BY fingerprint HAVING count(DISTINCT letter) > 1)",
        "与本文件中同一评价周期的其他行不同",
    )
    mark_repetitions(staged)
