from django.db import migrations, models

import credit_portal.shared.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", models.CharField(max_length=40, verbose_name="订阅内容")),
                ("address", credit_portal.shared.fields.EncryptedTextField(verbose_name="邮箱")),
                ("address_index", models.CharField(max_length=64, verbose_name="邮箱索引")),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                ("told_until", models.DateField(blank=True, null=True, verbose_name="已告知至")),
            ],
            options={
                "verbose_name": "邮件订阅",
                "verbose_name_plural": "邮件订阅",
                "ordering": ["topic", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("topic", "address_index"), name="subscribed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("told_until", None)),
                            models.Q(
                                ("confirmed_at__isnull", False), ("told_until__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="subscription_confirmed_is_told",
                    ),
                ],
            },
        ),
    ]
