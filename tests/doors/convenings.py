"""Who may open which page of convenings: Riverside's, run by the specialist's center."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
SEEN = "SHH OOOO OO OOOO"
RUN = "SHH HHHH OO HHHO"
ONLY_POST = "SMM MMMM MM MMMM"

DOORS = {
    "convenings:of-person": ("SHH HHOO OO OHOO", "colleague"),
    "convenings:list": ("SOO OOOO OO OOOO",),
    "convenings:of-organization": ("SHH HHHO OO OOOO", "district"),
    "convenings:new": (RUN, "cohort"),
    "convenings:detail": (SEEN, "convening"),
    "convenings:change": (RUN, "convening"),
    "convenings:session-new": (RUN, "convening"),
    "convenings:session-change": (RUN, "session"),
    "convenings:session-cancel": (ONLY_POST, "session"),
    "convenings:ics": (SEEN, "session"),
    "convenings:ask-feedback": (ONLY_POST, "session"),
    "convenings:register": (ONLY_POST, "session"),
    "convenings:cancel-registration": (ONLY_POST, "session"),
    "convenings:place": ("OOO OOOO OO OOOO", "place_token"),
    "convenings:attendance": (RUN, "session"),
    "convenings:guest": (RUN, "session"),
    "convenings:mark": (ONLY_POST, "session", "newcomer"),
    "convenings:unmark": (ONLY_POST, "session", "newcomer"),
    "convenings:send-marks": (ONLY_POST, "session"),
    "convenings:minutes": ("SHH HHHH RR HHHR", "session", "member"),
    "convenings:of-cohort": (SEEN, "cohort"),
    "convenings:of-team": (SEEN, "team"),
}
# What a cohort has together its members share; Thistle's team goes to the same sessions.
NEIGHBORS = {
    "convenings:detail": "OO OO",
    "convenings:ics": "OO OO",
    "convenings:of-cohort": "OO OO",
}
