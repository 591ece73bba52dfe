from django.db import migrations, models


def mark_waiting(apps, editor):
    """Those in which a business has to supplement its dispute."""
    rows = apps.get_model("deadlines.Deadline").objects.filter(rule="objection_supplement")
    rows.update(waits_for_others=True)


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="deadline",
            name="waits_for_others",
            field=models.BooleanField(default=False, verbose_name="等候他人办理"),
        ),
        migrations.AddField(
            model_name="historicaldeadline",
            name="waits_for_others",
            field=models.BooleanField(default=False, verbose_name="等候他人办理"),
        ),
        migrations.RunPython(mark_waiting, migrations.RunPython.noop),
    ]
