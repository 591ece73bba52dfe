from datetime import datetime, time

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from credit_portal.deadlines.moving import Move, move

PAGE = "/desk/supervision/"
MEASURE = {"model": "supervision.Measure", "agency": "executor", "url": PAGE + "measures/{pk}/"}


def _ended(measure):
    """The day on which it was ended unanswered."""
    if measure.ended_on is None:
        return None
    return timezone.make_aware(datetime.combine(measure.ended_on, time()))


def move_deadlines(apps, editor):
    move(
        apps, editor,
        Move(
            **MEASURE, column="respond_by", field="response_deadline", rule="measure_respond",
            label="惩戒措施响应", started="initiated_at",
            closed=lambda row: row.responded_at or _ended(row),
        ),
        Move(
            **MEASURE, column="feedback_by", field="feedback_deadline", rule="measure_feedback",
            label="惩戒措施执行反馈", started="responded_at",
            closed=lambda row: row.fed_back_at or _ended(row),
        ),
        Move(
            model="supervision.Listing", column="statement_due_on", field="statement_deadline",
            rule="listing_statement", label="列入名单陈述申辩", started="notified_at",
            agency="agency", url=PAGE + "listings/{pk}/", waits_for_others=True,
            closed=lambda row: row.stated_at or row.decided_at or (
                row.notified_at if row.status == "dropped" else None
            ),
        ),
        Move(
            model="supervision.Interview", column="file_by", field="filing_deadline",
            rule="interview_filing", label="约谈记录归集", started="held_at", agency="agency",
            url=PAGE + "interviews/{pk}/", closed=lambda row: row.filed_at,
        ),
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_real_names"),
        ("deadlines", "0002_waits_for_others"),
        ("entities", "0012_authorisations"),
        ("supervision", "0013_long_reasons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="measure",
            name="measure_to_answer",
        ),
        migrations.AddField(
            model_name="historicalinterview",
            name="filing_deadline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="归集期限",
            ),
        ),
        migrations.AddField(
            model_name="historicallisting",
            name="review_deadline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="复核期限",
            ),
        ),
        migrations.AddField(
            model_name="historicallisting",
            name="statement_deadline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="陈述申辩期限",
            ),
        ),
        migrations.AddField(
            model_name="historicalmeasure",
            name="feedback_deadline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="反馈期限",
            ),
        ),
        migrations.AddField(
            model_name="historicalmeasure",
            name="response_deadline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="响应期限",
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="filing_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="归集期限",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="review_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="复核期限",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="statement_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="陈述申辩期限",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="feedback_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="反馈期限",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="response_deadline",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="响应期限",
            ),
        ),
        migrations.RunPython(move_deadlines, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="measure",
            name="response_deadline",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="响应期限",
            ),
        ),
        migrations.AlterField(
            model_name="historicalmeasuresuspension",
            name="cause",
            field=models.CharField(
                choices=[
                    ("dispute", "异议核实"),
                    ("listing", "名单复核"),
                    ("review", "行政复议或者诉讼"),
                    ("other", "其他"),
                ],
                max_length=12,
                verbose_name="原因",
            ),
        ),
        migrations.AlterField(
            model_name="measuresuspension",
            name="cause",
            field=models.CharField(
                choices=[
                    ("dispute", "异议核实"),
                    ("listing", "名单复核"),
                    ("review", "行政复议或者诉讼"),
                    ("other", "其他"),
                ],
                max_length=12,
                verbose_name="原因",
            ),
        ),
        migrations.RemoveField(
            model_name="historicalinterview",
            name="file_by",
        ),
        migrations.RemoveField(
            model_name="historicallisting",
            name="statement_due_on",
        ),
        migrations.RemoveField(
            model_name="historicalmeasure",
            name="feedback_by",
        ),
        migrations.RemoveField(
            model_name="historicalmeasure",
            name="respond_by",
        ),
        migrations.RemoveField(
            model_name="interview",
            name="file_by",
        ),
        migrations.RemoveField(
            model_name="listing",
            name="statement_due_on",
        ),
        migrations.RemoveField(
            model_name="measure",
            name="feedback_by",
        ),
        migrations.RemoveField(
            model_name="measure",
            name="respond_by",
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["executor", "status"], name="measure_to_answer"),
        ),
    ]
