"""Who may open released figures. Maple's branch was surveyed; Hillside has no part in it."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
BRANCH_AND_STATE = "SHH OOOO OO OOOO"
AGREEMENTS = "SHH HHHH HH HOOO"
MAKES_AGREEMENTS = "SHH HHHH HH HHHO"
TAKES_ROWS = "SHH HHHH HH HOHH"
POST_ONLY = "SMM MMMM MM MMMM"
DOORS = {
    "surveys:releasing": ("SHH HHHH HH HHHO", "released_survey"),
    "surveys:release-preview": ("SHH HHHH HH HHHO", "released_survey"),
    "surveys:interim": (POST_ONLY, "released_survey"),
    "surveys:correct": (POST_ONLY, "released_survey"),
    "surveys:release-at": (BRANCH_AND_STATE, "released_survey", "release_number"),
    "surveys:release-at-unit": (
        BRANCH_AND_STATE,
        "released_survey",
        "release_number",
        "released_unit",
    ),
    "surveys:agreements": (AGREEMENTS,),
    "surveys:agreement": (AGREEMENTS, "agreement"),
    "surveys:agreement-new": (MAKES_AGREEMENTS,),
    "surveys:agreement-change": (MAKES_AGREEMENTS, "unsigned_agreement"),
    "surveys:agreement-sign": (MAKES_AGREEMENTS, "agreement"),
    "surveys:agreement-copy": (MAKES_AGREEMENTS, "agreement"),
    "surveys:agreement-end": (POST_ONLY, "agreement"),
    "surveys:agreement-resume": (POST_ONLY, "agreement"),
    "surveys:extract": (TAKES_ROWS, "agreement", "surveyed_rows"),
    "surveys:extract-take": (POST_ONLY, "agreement", "surveyed_rows"),
    "surveys:extract-codebook": (TAKES_ROWS, "agreement", "surveyed_rows"),
    "surveys:extract-words": (TAKES_ROWS, "agreement", "surveyed_rows"),
    "surveys:figures-made": ("OOO OOOO OO OOOO",),
    "surveys:figures-protected": ("OOO OOOO OO OOOO",),
    "surveys:of-organization": ("SHH HHHO OO OOOO", "district"),
    "surveys:of-team": ("SHH OOOO OO OOOO", "team"),
    "surveys:results": (BRANCH_AND_STATE, "released_survey"),
    "surveys:results-unit": (BRANCH_AND_STATE, "released_survey", "released_unit"),
    "surveys:results-csv": (BRANCH_AND_STATE, "released_survey", "released_unit"),
    "surveys:results-xlsx": (BRANCH_AND_STATE, "released_survey", "released_unit"),
    "surveys:results-json": (BRANCH_AND_STATE, "released_survey", "released_unit"),
}
