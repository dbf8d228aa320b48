"""Who may open pages of people's own words. Those of Maple's branch were read and released."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
ADMIN = "SHH HHHH HH HHHO"
CODERS = "SHH HHHH HH HHHO"  # evaluators under an agreement are tested with the pages
BRIEFS = "SHH HHHH HH OOOO"
CODEBOOKS = "SHH HHHH HH HOHO"
POST_ONLY = "SMM MMMM MM MMMM"
DOORS = {
    "surveys:words": (CODERS, "spoken_survey"),
    "surveys:words-one": (CODERS, "spoken_survey", "open_answer"),
    "surveys:words-verdict": (POST_ONLY, "spoken_survey", "open_answer"),
    "surveys:words-clean": (POST_ONLY, "spoken_survey", "open_answer"),
    "surveys:words-code": (POST_ONLY, "spoken_survey", "open_answer"),
    "surveys:quote-new": (ADMIN, "spoken_survey", "open_answer"),
    "surveys:coders": (CODERS, "spoken_survey"),
    "surveys:coders-csv": (CODERS, "spoken_survey"),
    "surveys:comments-publish": (POST_ONLY, "spoken_survey"),
    "surveys:comments": ("SHH OOOO OO OOOO", "spoken_survey", "spoken_unit"),
    "surveys:comment-take-down": (POST_ONLY, "spoken_survey", "released_comment"),
    "surveys:quotes": (BRIEFS,),
    "surveys:quotes-csv": (BRIEFS,),
    "surveys:quote-take-back": (POST_ONLY, "quote"),
    "surveys:quote-restore": (POST_ONLY, "quote"),
    "surveys:codebook": (CODEBOOKS, "spoken_instrument"),
    "surveys:tag": (ADMIN, "tag"),
    "surveys:tag-remove": (POST_ONLY, "tag"),
    "surveys:tag-restore": (POST_ONLY, "tag"),
}
