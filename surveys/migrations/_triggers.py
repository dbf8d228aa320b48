"""What the database itself refuses about surveys; for the one first migration and those before it."""

# A school is reached by personal links or by one open link, never by both; the database says so.
# The row of the unit is locked first, so that two who do one each at the same moment see each other.
ONE_WAY = """
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

WITHOUT_ONE_WAY = """
DROP TRIGGER one_way_into_a_unit ON surveys_openlink;
DROP TRIGGER one_way_into_a_unit ON surveys_invitation;
DROP FUNCTION surveys_refuse_open_beside_personal();
DROP FUNCTION surveys_refuse_personal_beside_open();
"""

# What a survey promised at opening stays so, whoever writes to the database (architecture.md 5.3).
# A key is refused as well when its response or invitation is not there yet: foreign keys are only
# checked at commit, and a response that came after its key would slip through.
PROMISES = """
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

WITHOUT_PROMISES = """
DROP TRIGGER response_stays ON surveys_response;
DROP TRIGGER no_key_of_an_anonymous_answer ON surveys_responsekey;
DROP TRIGGER keep_what_was_promised ON surveys_administration;
DROP FUNCTION surveys_refuse_moved_response();
DROP FUNCTION surveys_refuse_key();
DROP FUNCTION surveys_keep_what_was_promised();
"""
