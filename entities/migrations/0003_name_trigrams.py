from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from entities.querysets import FoldedName

# The cost leads the planner to the index unless most names hold a fragment: a scan may pass half
# the register before its first hit. For a cost to count the function must not be written into
# the query, as one in SQL is. Two hundred rows are read before workers for them have started.
COSTLY = """
CREATE OR REPLACE FUNCTION fold_name(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL RESTRICTED COST 3000 AS $$
BEGIN
    RETURN upper(normalize(name, NFKC));
END
$$;
"""
PLAIN = """
CREATE OR REPLACE FUNCTION fold_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT upper(normalize(name, NFKC))
$$;
"""


def trigrams(name: str) -> GinIndex:
    return GinIndex(OpClass(FoldedName("name"), "gin_trgm_ops"), name=name)


class Migration(migrations.Migration):
    """Trigrams of names, for fragments of three characters and more."""

    dependencies = [("entities", "0002_register")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(COSTLY, PLAIN),
        # In the database only: a model need not know how the database answers LIKE.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AddIndex("entity", trigrams("entity_name_trigrams")),
                migrations.AddIndex("formername", trigrams("former_name_trigrams")),
            ]
        ),
    ]
