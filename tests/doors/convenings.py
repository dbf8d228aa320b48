"""Who may open which page of convenings: Riverside's, run by the specialist's center."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
SEEN = "SHH OOOO OO OOOO"
RUN = "SHH HHHH OO HHHO"
ONLY_POST = "SMM MMMM MM MMMM"
OWN = "SHO OOOO OO OOOO"  # each their own

DOORS = {
    "convenings:of-person": ("SHH HHOO OO OHOO", "colleague"),
    "convenings:list": ("SOO OOOO OO OOOO",),
    "convenings:of-organization": ("SHH HHHO OO OOOO", "district"),
    "convenings:new": (RUN, "cohort"),
    "convenings:detail": (SEEN, "convening"),
    "convenings:change": (RUN, "convening"),
    "convenings:feedback": (SEEN, "convening"),
    "convenings:feedback-pdf": (SEEN, "reported_convening"),
    "convenings:session-new": (RUN, "convening"),
    "convenings:session-change": (RUN, "session"),
    "convenings:session-cancel": (ONLY_POST, "session"),
    "convenings:ics": (SEEN, "session"),
    "convenings:ask-feedback": (ONLY_POST, "session"),
    "convenings:register": ("SHH OOHH HH HHHH", "session"),
    "convenings:registration": (RUN, "convening"),
    "convenings:seats-csv": (RUN, "convening"),
    "convenings:questions": (RUN, "convening"),
    "convenings:question-new": (RUN, "convening"),
    "convenings:question": (RUN, "registration_question"),
    "convenings:question-remove": (ONLY_POST, "registration_question"),
    "convenings:question-restore": (ONLY_POST, "registration_question"),
    "convenings:team-seats": ("SHH HOHH OO HHHO", "convening", "team"),
    "convenings:seat": (RUN, "seat"),
    "convenings:cancel-registration": (ONLY_POST, "session"),
    "convenings:place": ("OOO OOOO OO OOOO", "place_token"),
    "convenings:attendance": (RUN, "session"),
    "convenings:guest": (RUN, "session"),
    "convenings:mark": (ONLY_POST, "session", "newcomer"),
    "convenings:unmark": (ONLY_POST, "session", "newcomer"),
    "convenings:send-marks": (ONLY_POST, "session"),
    "convenings:minutes": ("SHH HHHH RR HHHR", "session", "member"),
    "convenings:calendar": ("SHO OOOO OO OOOO",),
    "convenings:calendar-address": ("SMM MMMM MM MMMM",),
    "convenings:feed": ("OOO OOOO OO OOOO", "feed_token"),
    "convenings:team-calendar": ("SHH OOHH HH HHHH", "team"),
    "convenings:team-calendar-address": (ONLY_POST, "team"),
    "convenings:room": (RUN, "session"),
    "convenings:here": (OWN,),
    "convenings:code": ("OOO OOOO OO OOOO", "seat_token"),
    "convenings:my-code": ("SHH RHHH HH HHHH", "session_with_a_seat"),
    "convenings:of-cohort": (SEEN, "cohort"),
    "convenings:of-team": (SEEN, "team"),
    "convenings:materials": (SEEN, "convening"),
    "convenings:materials-all": ("OOO OOOO OO OOOO",),
    "convenings:material-new": (RUN, "convening"),
    "convenings:material-change": (RUN, "material"),
    "convenings:material-remove": (ONLY_POST, "material"),
    "convenings:material-restore": (ONLY_POST, "material"),
    "convenings:material-file": (SEEN, "material"),
    "convenings:my-hours": (OWN,),
    "convenings:transcript-pdf": (OWN,),
    "convenings:transcript-csv": (OWN,),
    "convenings:cycle-new": (OWN,),
    "convenings:cycle-change": ("SHH OHHH HH HHHH", "licence_cycle"),
    "convenings:cycle-remove": (ONLY_POST, "licence_cycle"),
    "convenings:certificate": ("OOO OOOO OO OOOO", "certificate_code"),
    "convenings:certificate-pdf": ("SHH OHHH HH HHHH", "certificate"),
    "convenings:prework": (SEEN, "prework_convening"),
    "convenings:prework-panel": (SEEN, "prework_convening"),
    "convenings:prework-choices": (RUN, "prework_convening"),
    "convenings:prework-new": (ONLY_POST, "convening"),
    "convenings:prework-change": (RUN, "prework_convening"),
    "convenings:prework-remind": (ONLY_POST, "prework_convening"),
    "convenings:prework-part-new": (RUN, "prework_convening"),
    "convenings:prework-part": (RUN, "prework_part"),
    "convenings:prework-part-move": (ONLY_POST, "prework_part"),
    "convenings:prework-part-remove": (ONLY_POST, "prework_part"),
    "convenings:prework-team": ("SHH OOHH OO HHHO", "prework_convening", "team"),
    "convenings:prework-answer": ("SHH OOHH HH HHHH", "prework_convening", "team"),
    "convenings:prework-comment": (ONLY_POST, "prework_answers"),
    "convenings:prework-comment-remove": (ONLY_POST, "prework_comment"),
    "convenings:slides": (SEEN, "convening"),
    "convenings:slide-put": ("SHH OOHH HH HHHH", "convening", "team"),
    "convenings:slide-take-back": (ONLY_POST, "convening", "team"),
    "convenings:slide": (SEEN, "slide"),
    "convenings:slide-file": (SEEN, "slide_file"),
    "convenings:groups": (RUN, "session"),
    "convenings:groups-form": (ONLY_POST, "session"),
}
# What a cohort has together its members share; Thistle's team goes to the same sessions.
NEIGHBORS = {
    "convenings:feedback": "OO OO",
    "convenings:feedback-pdf": "OO OO",
    "convenings:register": "OO HH",  # their own seat
    "convenings:detail": "OO OO",
    "convenings:ics": "OO OO",
    "convenings:of-cohort": "OO OO",
    "convenings:materials": "OO OO",
    "convenings:material-file": "OO OO",
    "convenings:prework": "OO OO",
    "convenings:prework-panel": "OO OO",
    "convenings:slides": "OO OO",
    "convenings:slide": "OO OO",
    "convenings:slide-file": "OO OO",
}
# Who was on a team keeps the sessions that they were at.
FORMER = {
    "convenings:calendar": "O",
    "convenings:here": "O",
    "convenings:my-hours": "O",  # what they earned stays theirs
    "convenings:transcript-pdf": "O",  # what they earned stays theirs
    "convenings:transcript-csv": "O",  # what they earned stays theirs
    "convenings:cycle-new": "O",  # what they earned stays theirs
}
