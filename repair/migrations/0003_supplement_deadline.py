import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from credit_portal.deadlines.moving import Move, move


def move_deadlines(apps, editor):
    move(
        apps, editor,
        Move(
            model="repair.RepairApplication", column="supplement_due_on",
            field="supplement_deadline", rule="repair_supplement", label="修复申请补正",
            started="supplement_asked_at", agency="supplement_agency",
            url="/desk/repair/{pk}/", waits_for_others=True,
            closed=lambda row: None if row.status == "supplement" else (
                row.supplemented_at or row.closed_at or row.supplement_asked_at
            ),
        ),
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_real_names"),
        ("commitments", "0002_retired_reason"),
        ("deadlines", "0002_waits_for_others"),
        ("entities", "0012_authorisations"),
        ("repair", "0002_certificate_by_key"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="repairapplication",
            name="repair_supplement_is_said",
        ),
        migrations.AddField(
            model_name="historicalrepairapplication",
            name="supplement_deadline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="补正期限",
            ),
        ),
        migrations.AddField(
            model_name="repairapplication",
            name="supplement_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="补正期限",
            ),
        ),
        migrations.RunPython(move_deadlines, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="historicalrepairapplication",
            name="supplement_due_on",
        ),
        migrations.RemoveField(
            model_name="repairapplication",
            name="supplement_due_on",
        ),
        migrations.AddConstraint(
            model_name="repairapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supplement_asked_at", None),
                    models.Q(
                        models.Q(("supplement_request", ""), _negated=True),
                        ("supplement_deadline__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="repair_supplement_is_said",
            ),
        ),
    ]
