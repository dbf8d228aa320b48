"""Who may open the pages of surveys. Riverside's survey is open; Hillside has no part in it."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
EVERYBODY_SIGNED_IN = "SOO OOOO OO OOOO"
POST_ONLY = "SMM MMMM MM MMMM"  # whoever may not post is tested with the pages
ADMIN = "SHH HHHH HH HHHO"
DOORS = {
    "surveys:list": (EVERYBODY_SIGNED_IN,),
    "surveys:new": ("SHH HHHH HH HHHO",),
    "surveys:administration": ("SHH OOOO OO OOOO", "survey"),
    "surveys:frame": ("SHH HHHH HH HHHO", "survey"),
    "surveys:frame-paste": (POST_ONLY, "survey"),
    "surveys:list-file": (EVERYBODY_SIGNED_IN,),
    "surveys:change": (ADMIN, "draft"),
    "surveys:remove": (POST_ONLY, "draft"),
    "surveys:bring-back": (POST_ONLY, "removed_draft"),
    "surveys:frame-roster": (ADMIN, "draft"),
    "surveys:frame-csv": (ADMIN, "survey"),
    "surveys:frame-xlsx": (ADMIN, "survey"),
    "surveys:safeguards": (ADMIN, "learner_survey"),
    "surveys:opt-out-schools": ("SHH HHOH OO HHHO", "learner_survey"),
    "surveys:opt-outs": ("SHH HHOH OO HHHO", "learner_survey", "learner_unit"),
    "surveys:opt-in": (POST_ONLY, "learner_survey", "learner_unit"),
    "surveys:opt-out-sheet": ("SHH HHOH OO HHHO", "learner_survey", "learner_unit"),
    "surveys:invitees": ("SHH HHHH HH HHHO", "survey", "survey_unit"),
    "surveys:open": (POST_ONLY, "survey"),
    "surveys:extend": (POST_ONLY, "survey"),
    "surveys:close": (POST_ONLY, "survey"),
    "surveys:count-now": (POST_ONLY, "survey"),
    "surveys:release": (POST_ONLY, "survey"),
    "surveys:mine": ("SHH HHHH HH HHHH", "survey"),
    "surveys:instruments": (EVERYBODY_SIGNED_IN,),
    "surveys:instrument": (EVERYBODY_SIGNED_IN, "survey_form"),
    "surveys:printable": ("OOO OOOO OO OOOO", "survey_form"),
    "surveys:open-link": ("OOO OOOO OO OOOO", "open_link_token"),
    "surveys:kiosk": ("OOO OOOO OO OOOO", "open_link_token"),
    "surveys:answer-worker": ("OOO OOOO OO OOOO",),
    "surveys:answer": ("OOO OOOO OO OOOO", "survey_token"),
}
# The survey is the cohort's, so Thistle's team knows of it; their school has no part in its frame.
NEIGHBORS = {"surveys:administration": "OO HH"}
