"""The chain, kept by the database, so that no code path, bulk load or console can forget it.

Plain SQL rather than model-level triggers on purpose: those can be switched off by the program.
"""

from django.db import migrations

# Mirrors credit_portal.audit.verification.canonical_text.
CANONICAL = """
CREATE FUNCTION audit_netstring(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN value IS NULL THEN '-,'
                ELSE octet_length(convert_to(value, 'UTF8')) || ':' || value || ',' END
$$;

CREATE FUNCTION audit_sha256(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(value, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_canonical(e audit_auditentry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT string_agg(audit_netstring(value), '' ORDER BY place)
    FROM unnest(ARRAY[
        e.id::text,
        (extract(epoch FROM e.at) * 1000000)::bigint::text,
        e.actor_id::text,
        e.actor_label, e.agency_code, e.act,
        e.object_type, e.object_id, e.object_label,
        e.reason, e.purpose, e.before_digest, e.after_digest
    ]) WITH ORDINALITY AS listed(value, place)
$$;
"""

DIGESTS = """
CREATE FUNCTION audit_set_digests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.before_digest := coalesce(audit_sha256(NEW.before::text), '');
    NEW.after_digest := coalesce(audit_sha256(NEW.after::text), '');
    RETURN NEW;
END $$;

CREATE TRIGGER audit_set_digests BEFORE INSERT ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_set_digests();
"""

# The lock is taken when the transaction commits and held for that moment only: long acts do not
# wait for each other. Under READ COMMITTED the SELECT after the lock sees the last committed link;
# under a stricter level a stale snapshot would meet the primary key and fail, never fork the chain.
LINKING = """
CREATE FUNCTION audit_link_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_seq bigint;
    last_hash text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_chain'));
    SELECT seq, hash INTO last_seq, last_hash FROM audit_auditlink ORDER BY seq DESC LIMIT 1;
    last_hash := coalesce(last_hash, repeat('0', 64));
    INSERT INTO audit_auditlink (seq, entry_id, previous_hash, hash)
    VALUES (coalesce(last_seq, 0) + 1, NEW.id, last_hash,
            audit_sha256(last_hash || audit_canonical(NEW)));
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_link_entry AFTER INSERT ON audit_auditentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link_entry();
"""

# TRUNCATE is open to the throw-away databases of tests, which set portal.allow_truncate.
REFUSALS = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('portal.allow_truncate', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

REFUSAL_TRIGGERS = """
CREATE TRIGGER audit_refuse_change BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_refuse_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

DROP = """
DROP FUNCTION audit_refuse, audit_link_entry, audit_set_digests, audit_canonical,
    audit_sha256, audit_netstring CASCADE;
"""

TABLES = ("audit_auditentry", "audit_auditlink", "audit_audithead")
CREATE = (
    CANONICAL
    + DIGESTS
    + LINKING
    + REFUSALS
    + "".join(REFUSAL_TRIGGERS.format(table=t) for t in TABLES)
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
