"""Market supervision is a property of an agency; until now its name said so."""

from typing import Any

from django.db import migrations, models


def mark_by_name(apps: Any, schema_editor: Any) -> None:
    """The agencies that were treated so."""
    agencies = apps.get_model("accounts", "Agency").objects
    agencies.filter(name__contains="市场监督管理").update(is_market_supervision=True)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_real_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="is_market_supervision",
            field=models.BooleanField(
                default=False,
                help_text="信用修复按《市场监督管理信用修复管理办法》规定的期限办理。",
                verbose_name="市场监督管理部门",
            ),
        ),
        migrations.AddField(
            model_name="historicalagency",
            name="is_market_supervision",
            field=models.BooleanField(
                default=False,
                help_text="信用修复按《市场监督管理信用修复管理办法》规定的期限办理。",
                verbose_name="市场监督管理部门",
            ),
        ),
        migrations.RunPython(mark_by_name, migrations.RunPython.noop),
    ]
