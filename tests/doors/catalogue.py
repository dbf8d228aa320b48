"""Who may open the pages of the catalogue: everybody reads, members suggest, staff decides."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
ALL = "OOO OOOO OO OOOO"
MEMBERS = "SHO OOOO OO OOOO"
# The catalogue is one for the whole network: staff of every service center decides.
DECIDE = "SHO HHHH OO HHHO"
POSTED = "SMM MMMM MM MMMM"

DOORS = {
    "library:resources": (ALL,),
    "library:resources-csv": (ALL,),
    "library:resource": (ALL, "move"),
    "library:resource-suggest": (MEMBERS,),
    "library:review": (DECIDE,),
    "library:resource-change": (DECIDE, "move"),
    "library:resource-decline": (DECIDE, "suggestion"),
    "library:resource-publish": (POSTED, "suggestion"),
    "library:resource-remove": (POSTED, "move"),
    "library:resource-restore": (POSTED, "move"),
    "library:of-team": ("SHH OOOO OO OOOO", "team"),
    "library:use-new": (MEMBERS, "move"),
    "library:use-remove": (POSTED, "move_use"),
    "library:use-restore": (POSTED, "move_use"),
}
NEIGHBORS = {"library:use-new": "OO OO"}
FOREIGN = {
    "library:resource-change": "HH HH OO",
    "library:resource-decline": "HH HH OO",
    "library:use-new": "OO OO OO",
}
# Whoever is known keeps what they have to say.
FORMER = {"library:resource-suggest": "O", "library:use-new": "O"}
