"""Who may open released figures. Maple's branch was surveyed; Hillside has no part in it."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
BRANCH_AND_STATE = "SHH OOOO OO OOOO"
DOORS = {
    "surveys:figures-made": ("OOO OOOO OO OOOO",),
    "surveys:figures-protected": ("OOO OOOO OO OOOO",),
    "surveys:of-organization": ("SHH HHHO OO OOOO", "district"),
    "surveys:results": (BRANCH_AND_STATE, "released_survey"),
    "surveys:results-unit": (BRANCH_AND_STATE, "released_survey", "released_unit"),
    "surveys:results-csv": (BRANCH_AND_STATE, "released_survey", "released_unit"),
}
