from django.db import migrations


class Migration(migrations.Migration):
    """Codes are searched as a range of the unique index; the pattern index that comes with a unique
    text column is read by no query and written with every entity."""

    dependencies = [("entities", "0008_standing")]

    operations = [
        migrations.RunSQL(
            "DROP INDEX IF EXISTS entities_entity_uscc_1b35cf73_like",
            "CREATE INDEX IF NOT EXISTS entities_entity_uscc_1b35cf73_like"
            " ON entities_entity (uscc varchar_pattern_ops)",
        )
    ]
