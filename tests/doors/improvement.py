"""Who may open the pages of improvement; the artifact belongs to the Kettle team."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
DOORS = {
    "improvement:team-artifacts": ("SHH OOOO OO OOOO", "team"),
    "improvement:artifact-new": ("SHH OOHH HH HHHH", "team"),
    "improvement:artifact": ("SHH OOOO OO OHHO", "artifact"),
    "improvement:download": ("SHH OOOO OO OHHO", "artifact_file"),
}
