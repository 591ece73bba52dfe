from django.db import migrations


class Migration(migrations.Migration):
    """Grading reads an index alone only where the pages are known to be visible to all; the usual
    fifth of the table changed before that is looked after makes a run twice as long."""

    dependencies = [("entities", "0013_long_reasons")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE entities_creditrecord SET (autovacuum_vacuum_scale_factor = 0.01,"
            " autovacuum_vacuum_insert_scale_factor = 0.01)",
            "ALTER TABLE entities_creditrecord RESET (autovacuum_vacuum_scale_factor,"
            " autovacuum_vacuum_insert_scale_factor)",
        )
    ]
