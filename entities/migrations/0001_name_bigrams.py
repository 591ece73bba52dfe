from django.db import migrations

# Mirrors credit_portal.shared.text.fold. Written out in both functions: one that an index uses
# runs with an empty search path and would not find the other.
FOLDED = "upper(normalize(name, NFKC))"
CREATE = f"""
CREATE FUNCTION fold_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT {FOLDED}
$$;

CREATE FUNCTION name_bigrams(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(folded, i, 2)), '{{}}')
    FROM (SELECT {FOLDED} AS folded) AS name, generate_series(1, length(folded) - 1) AS i
$$;
"""


class Migration(migrations.Migration):
    """Names as they are compared, and the pairs of neighbouring characters by which to search."""

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION name_bigrams(text), fold_name(text);"),
    ]
