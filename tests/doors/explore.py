"""Who may open which page of EXPLORE: everybody reads, each has their own way."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
ALL = "OOO OOOO OO OOOO"
FOLLOWS = "SHO HHHH OO OHOO"
RUN = "SHH HHHH HH HHHO"
POSTED = "SMM MMMM MM MMMM"

DOORS = {
    "library:modules": (ALL,),
    "library:module": (ALL, "module_code"),
    "library:lesson": (ALL, "module_code", "lesson_code"),
    "library:begin": ("OOR RRRR RR RRRR",),  # who is known has begun
    "library:done": ("SHH OHHH HH HHHH", "finished_code"),
    "library:certificate-pdf": ("SHH OHHH HH HHHH", "finished_code"),
    "library:certificate": (ALL, "completion_code"),
    "library:learners": (FOLLOWS,),
    "library:learners-csv": (FOLLOWS,),
    "library:of-person": ("SHH HHOO OO OHOO", "colleague"),
    "library:module-change": (RUN, "module_code"),
    "library:lesson-change": (RUN, "module_code", "lesson_code"),
    "library:lesson-new": (RUN, "module_code", "lesson_kind"),
    "library:lesson-move": (POSTED, "module_code", "lesson_code"),
    "library:lesson-put-away": (POSTED, "module_code", "lesson_code"),
    "library:lesson-bring-back": (POSTED, "module_code", "lesson_code"),
    "library:contacted": (POSTED, "wish_for_contact"),
    "library:contacted-undo": (POSTED, "wish_for_contact"),
}
FORMER = {"library:begin": "R"}
