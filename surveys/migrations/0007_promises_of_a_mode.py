"""What a survey promised at opening stays so, whoever writes to the database (architecture.md 5.3).

A key is refused as well when its response or invitation is not there yet: foreign keys are only
checked at commit, and a response that came after its key would slip through.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION surveys_keep_what_was_promised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' THEN
        IF NEW.state = 'draft' THEN
            RAISE EXCEPTION 'A survey that has opened is not prepared again.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'opened_once';
        END IF;
        IF NEW.mode <> OLD.mode THEN
            RAISE EXCEPTION 'What people were promised about their answers cannot be changed.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'mode_fixed_at_opening';
        END IF;
        IF NEW.threshold <> OLD.threshold OR NEW.version_id <> OLD.version_id THEN
            RAISE EXCEPTION 'Form and smallest group are fixed when a survey opens.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'form_fixed_at_opening';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.mode <> OLD.mode AND NEW.mode = 'anonymous' AND EXISTS (
        SELECT 1 FROM surveys_responsekey key
        JOIN surveys_response response ON response.id = key.response_id
        WHERE response.administration_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'There are keys from answers to people.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_key_of_an_anonymous_answer';
    END IF;
    IF NEW.mode <> OLD.mode AND NEW.mode <> 'anonymous' AND EXISTS (
        SELECT 1 FROM surveys_openlink link
        JOIN surveys_frameunit unit ON unit.id = link.unit_id
        WHERE unit.administration_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'Only an anonymous survey has open links.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'open_link_is_anonymous';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION surveys_refuse_key() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    answered_in bigint;
    invited_to bigint;
    promised text;
BEGIN
    SELECT asked.id, asked.mode INTO answered_in, promised
        FROM surveys_response response
        JOIN surveys_administration asked ON asked.id = response.administration_id
        WHERE response.id = NEW.response_id;
    SELECT administration_id INTO invited_to
        FROM surveys_invitation WHERE id = NEW.invitation_id;
    IF promised IS NULL OR promised = 'anonymous' THEN
        RAISE EXCEPTION 'No key leads from an anonymous answer to a person.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_key_of_an_anonymous_answer';
    END IF;
    IF invited_to IS DISTINCT FROM answered_in THEN
        RAISE EXCEPTION 'Answer and invitation belong to one survey.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'key_within_one_survey';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION surveys_refuse_moved_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An answer stays in its survey.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'response_stays';
END $$;

CREATE TRIGGER keep_what_was_promised
    BEFORE UPDATE ON surveys_administration
    FOR EACH ROW EXECUTE FUNCTION surveys_keep_what_was_promised();

CREATE TRIGGER no_key_of_an_anonymous_answer
    BEFORE INSERT OR UPDATE ON surveys_responsekey
    FOR EACH ROW EXECUTE FUNCTION surveys_refuse_key();

CREATE TRIGGER response_stays
    BEFORE UPDATE OF administration_id ON surveys_response
    FOR EACH ROW WHEN (NEW.administration_id <> OLD.administration_id)
    EXECUTE FUNCTION surveys_refuse_moved_response();
"""

BACK = """
DROP TRIGGER response_stays ON surveys_response;
DROP TRIGGER no_key_of_an_anonymous_answer ON surveys_responsekey;
DROP TRIGGER keep_what_was_promised ON surveys_administration;
DROP FUNCTION surveys_refuse_moved_response();
DROP FUNCTION surveys_refuse_key();
DROP FUNCTION surveys_keep_what_was_promised();
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0005_one_way_into_a_school")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
