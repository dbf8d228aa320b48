"""Who may open the pages of the directory; Fallow Local is of the specialist's center."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
ALL = "OOO OOOO OO OOOO"
SIGNED_IN = "SOO OOOO OO OOOO"
PEOPLE_LIST = "SHO HHOO OO OHOO"
IMPORTS = "SHH HHHH HH HHHO"
GIVERS = "SHH HHHH HO HHHO"
POSTED = "SMM MMMM MM MMMM"

DOORS = {
    "network:directory": (SIGNED_IN,),
    "network:directory-csv": (SIGNED_IN,),
    "network:directory-xlsx": (SIGNED_IN,),
    "network:people": (PEOPLE_LIST,),
    "network:people-csv": (PEOPLE_LIST,),
    "network:people-xlsx": (PEOPLE_LIST,),
    # Shared by the specialist: everybody may use it, nobody else may change it.
    "network:saved-view": ("SRR RRRR RR RRRR", "shared_view"),
    "network:saved-view-edit": ("SHH HHHH OH HHHH", "shared_view"),
    "network:saved-view-delete": ("SMM MMMM MM MMMM", "shared_view"),
    "network:saved-view-new": ("SHO OOOO OO OOOO", "listed_page"),
    "network:saved-view-restore": ("SMM MMMM MM MMMM",),
    "network:organization": ("SHH HHHO OO OOOO", "district"),
    "network:organization-people": ("SHH HHHO OO OOOO", "district"),
    "network:organization-edit": ("SHH HHHH OO HHHO", "district"),
    "network:organization-status": (IMPORTS, "district"),
    "network:organization-new": (IMPORTS, "kind_to_add"),
    "network:status-undo": ("SMM MMMM MM MMMM", "status_event"),
    "network:align": (IMPORTS, "district"),
    "network:alignment-end": (IMPORTS, "alignment"),
    "network:alignment-take-back": ("SMM MMMM MM MMMM", "alignment"),
    "network:support-assign": ("SHH HHHH HO HHHO", "district"),
    "network:support-end": ("SHH HHHH HO HHHO", "support_assignment"),
    "network:import-list": (IMPORTS,),
    "network:import-new": (IMPORTS,),
    "network:import-template": (IMPORTS,),
    "network:import": (IMPORTS, "directory_import"),
    "network:import-columns": (IMPORTS, "directory_import"),
    "network:import-agencies": (IMPORTS, "directory_import"),
    "network:import-write": ("SMM MMMM MM MMMM", "directory_import"),
    "network:import-faults": (IMPORTS, "directory_import"),
    "network:import-faults-xlsx": (IMPORTS, "directory_import"),
    "network:import-reader": ("SMM MMMM MM MMMM", "directory_import"),
    "network:import-accept": ("SMM MMMM MM MMMM", "directory_import"),
    "network:import-missing": ("SMM MMMM MM MMMM", "directory_import"),
    "network:person": ("SHH HHOO OO OHOO", "colleague"),
    "network:person-edit": ("SHH HHHH OO HHHO", "colleague"),
    "network:person-new": ("SHO HHHH OO HHHO",),
    "network:grant-new": ("SHH HHHH HO HHHO", "colleague"),
    "network:grant-at": ("SHH HHHH HO HHHO", "school"),
    "network:organization-names": (SIGNED_IN,),
    "network:grant-end": ("SHH HHHH HO HHHO", "grant"),
    "network:grant-revoke": (POSTED, "grant"),
    "network:grant-restore": (POSTED, "grant"),
    "network:invitations": (GIVERS,),
    "network:invitation-new": (GIVERS,),
    "network:invitations-bulk": (GIVERS,),
    "network:invitations-faults": (POSTED,),
    "network:invitation-resend": (POSTED, "role_invitation"),
    "network:invitation-take-back": (POSTED, "role_invitation"),
    "network:duplicates": (GIVERS,),
    "network:duplicate-refuse": (POSTED, "colleague", "twin"),
    "network:duplicate-ask-again": (POSTED, "duplicate_pair"),
    "network:merge-with": ("SHH HHHH HO HHHO", "colleague"),
    "network:merge-people": ("SHH HHHH HO HHHO", "colleague", "twin"),
    "network:merge-organization-with": (IMPORTS, "school"),
    "network:merge-organizations": (IMPORTS, "school", "twin_school"),
    "network:merges": (GIVERS,),
    "network:merge-undo": (POSTED, "merge"),
    "network:welcome": (ALL, "role_invitation_token"),
    "network:framework": (ALL,),
    "network:activity": ("SHH HHHH HO HHHO",),
    "network:activity-csv": ("SHH HHHH HO HHHO",),
    "network:work-list": ("SOO OOOO OO OOOO",),
    "network:work": ("SHH HHHH HH HHHO", "export_job"),
    "network:work-file": ("SHH HHHH HH HHHO", "export_job"),
    "network:view-as-list": (IMPORTS,),
    "network:view-as": (IMPORTS, "member"),
    "network:view-as-stop": ("SMM MMMM MM MMMM",),
}
# A view is one's own; its argument names a list and no object. Whoever is known may keep one.
NEIGHBORS = {"network:saved-view-new": "OO OO"}
FOREIGN = {"network:saved-view-new": "OO OO OO"}
FORMER = {"network:saved-view-new": "O"}
