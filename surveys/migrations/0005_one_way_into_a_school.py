"""A school is reached by personal links or by one open link, never by both; the database says so.

The row of the unit is locked first, so that two who do one each at the same moment see each other.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION surveys_refuse_personal_beside_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM surveys_frameunit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM surveys_openlink WHERE unit_id = NEW.unit_id) THEN
        RAISE EXCEPTION 'This unit has an open link, so nobody is invited personally.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'one_way_into_a_unit';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION surveys_refuse_open_beside_personal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM surveys_frameunit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM surveys_invitation
        WHERE unit_id = NEW.unit_id AND email <> '' AND (is_completed OR NOT is_revoked)
    ) THEN
        RAISE EXCEPTION 'People of this unit are invited personally, so it has no open link.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'one_way_into_a_unit';
    END IF;
    IF EXISTS (
        SELECT 1 FROM surveys_frameunit unit
        JOIN surveys_administration asked ON asked.id = unit.administration_id
        WHERE unit.id = NEW.unit_id AND asked.mode <> 'anonymous'
    ) THEN
        RAISE EXCEPTION 'Only an anonymous survey has open links.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'open_link_is_anonymous';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER one_way_into_a_unit
    BEFORE INSERT OR UPDATE OF unit_id, email, is_revoked ON surveys_invitation
    FOR EACH ROW WHEN (NEW.email <> '' AND NOT NEW.is_revoked)
    EXECUTE FUNCTION surveys_refuse_personal_beside_open();

CREATE TRIGGER one_way_into_a_unit
    BEFORE INSERT OR UPDATE OF unit_id ON surveys_openlink
    FOR EACH ROW EXECUTE FUNCTION surveys_refuse_open_beside_personal();
"""

BACK = """
DROP TRIGGER one_way_into_a_unit ON surveys_openlink;
DROP TRIGGER one_way_into_a_unit ON surveys_invitation;
DROP FUNCTION surveys_refuse_open_beside_personal();
DROP FUNCTION surveys_refuse_personal_beside_open();
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_squashed_0017_answer_files")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
