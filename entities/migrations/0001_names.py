from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# Mirrors credit_portal.shared.text.fold. Written out in both functions: one that an index uses
# runs with an empty search path and would not find the other.
FOLDED = "upper(normalize(name, NFKC))"
# The cost leads the planner to the index of trigrams unless most names hold a fragment: a scan may
# pass half the register before its first hit. For a cost to count the function must not be written
# into the query, as one in SQL is. Two hundred rows are read before workers for them have started.
CREATE = f"""
CREATE FUNCTION fold_name(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL RESTRICTED COST 3000 AS $$
BEGIN
    RETURN {FOLDED};
END
$$;

CREATE FUNCTION name_bigrams(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(folded, i, 2)), '{{}}')
    FROM (SELECT {FOLDED} AS folded) AS name, generate_series(1, length(folded) - 1) AS i
$$;
"""


class Migration(migrations.Migration):
    """Names as they are compared, and the pairs of neighbouring characters by which to search."""

    initial = True

    operations = [
        TrigramExtension(),
        migrations.RunSQL(CREATE, "DROP FUNCTION name_bigrams(text), fold_name(text);"),
    ]
