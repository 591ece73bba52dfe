import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Receipts of single changes take the place of positions, of which none was given yet."""

    dependencies = [
        ("accounts", "0004_heads"),
        ("entities", "0009_no_pattern_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name="FeedReceipt"),
        migrations.AlterModelOptions(
            name="feedconsumer",
            options={
                "ordering": ["agency__code", "-since"],
                "verbose_name": "变动订阅单位",
                "verbose_name_plural": "变动订阅单位",
            },
        ),
        migrations.AlterField(
            model_name="feedconsumer",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="subscriptions",
                to="accounts.agency",
                verbose_name="订阅单位",
            ),
        ),
        migrations.AddField(
            model_name="feedconsumer",
            name="end_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="退订原因"),
        ),
        migrations.AddConstraint(
            model_name="feedconsumer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("agency",),
                name="feed_followed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedconsumer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_at", None)),
                    models.Q(
                        ("ended_at__gte", models.F("since")),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="feed_end_has_reason",
            ),
        ),
        migrations.CreateModel(
            name="FeedReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="签收时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签收人",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="entities.factchange",
                    ),
                ),
                (
                    "consumer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="entities.feedconsumer",
                    ),
                ),
            ],
            options={
                "verbose_name": "变动签收",
                "verbose_name_plural": "变动签收",
                "ordering": ["-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="feedreceipt",
            constraint=models.UniqueConstraint(
                fields=("consumer", "change"), name="feed_receipted_once"
            ),
        ),
    ]
