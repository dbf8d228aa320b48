"""Who may open which page of EXPLORE: everybody reads, each has their own way."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
ALL = "OOO OOOO OO OOOO"
FOLLOWS = "SHO HHHH OO OHOO"
RUN = "SHH HHHH HH HHHO"

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
}
FORMER = {"library:begin": "R"}
