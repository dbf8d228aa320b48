"""Who may open the pages of the directory; Fallow Local is of the specialist's center."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
ALL = "OOO OOOO OO OOOO"
SIGNED_IN = "SOO OOOO OO OOOO"
IMPORTS = "SHH HHHH HH HHHO"

DOORS = {
    "network:directory": (SIGNED_IN,),
    "network:directory-csv": (SIGNED_IN,),
    "network:organization": ("SHH HHHO OO OOOO", "district"),
    "network:import-list": (IMPORTS,),
    "network:import-new": (IMPORTS,),
    "network:import-template": (IMPORTS,),
    "network:import": (IMPORTS, "directory_import"),
    "network:import-columns": (IMPORTS, "directory_import"),
    "network:import-agencies": (IMPORTS, "directory_import"),
    "network:import-write": ("SMM MMMM MM MMMM", "directory_import"),
    "network:import-faults": (IMPORTS, "directory_import"),
    "network:framework": (ALL,),
    "network:view-as-list": (IMPORTS,),
    "network:view-as": (IMPORTS, "member"),
    "network:view-as-stop": ("SMM MMMM MM MMMM",),
}
