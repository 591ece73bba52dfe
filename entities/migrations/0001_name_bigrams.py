from django.db import migrations

CREATE = """
CREATE FUNCTION name_bigrams(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(name, i, 2)), '{}')
    FROM generate_series(1, length(name) - 1) AS i
$$;
"""


class Migration(migrations.Migration):
    """The pairs of neighbouring characters of a name, indexed for search by fragments."""

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION name_bigrams(text);"),
    ]
