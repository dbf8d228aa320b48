"""Who may open overviews: the network's for those who see it whole, a center's for its staff."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
STATE = "SHH HHHH HH OOOO"
CENTER = "SHH HHHH OO OOOO"
DOORS = {
    "reports:overview": ("SHR HHHH RR RRRR",),
    "reports:dashboard": (STATE,),
    "reports:centers-csv": ("SHH HHHH HH HHHH",),  # nothing is released here
    "reports:schools-csv": ("SHH HHHH HH HHHH",),
    "reports:esc": (CENTER, "center"),
    "reports:esc-schools-csv": ("SHH HHHH HH HHHH", "center"),
}
