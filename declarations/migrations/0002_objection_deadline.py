import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from credit_portal.deadlines.moving import Move, move


def move_deadlines(apps, editor):
    move(
        apps, editor,
        Move(
            model="declarations.Declaration", column="objection_until",
            field="objection_deadline", rule="declaration_objection", label="自主申报公示",
            started="reviewed_at", agency="agency", url="/desk/declarations/{pk}/",
            waits_for_others=True, closed=lambda row: row.confirmed_at or row.ended_at,
        ),
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_real_names"),
        ("deadlines", "0002_waits_for_others"),
        ("declarations", "0001_declarations"),
        ("entities", "0012_authorisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="declaration",
            name="declaration_reviewed_then_published",
        ),
        migrations.RemoveIndex(
            model_name="declaration",
            name="declaration_due",
        ),
        migrations.AddField(
            model_name="declaration",
            name="objection_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="公示期限",
            ),
        ),
        migrations.AddField(
            model_name="historicaldeclaration",
            name="objection_deadline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="deadlines.deadline",
                verbose_name="公示期限",
            ),
        ),
        migrations.RunPython(move_deadlines, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="declaration",
            name="objection_until",
        ),
        migrations.RemoveField(
            model_name="historicaldeclaration",
            name="objection_until",
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status__in", ("published", "contested", "confirmed")), _negated=True
                    ),
                    models.Q(
                        ("objection_deadline__isnull", False),
                        ("published_on__isnull", False),
                        ("reviewed_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="declaration_reviewed_then_published",
            ),
        ),
    ]
