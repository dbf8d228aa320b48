"""Who may open which address, one table per app: name -> (letters, *fixtures for arguments).

Order of letters: stranger, newcomer, outsider | team_member, team_lead, school_leader,
district_leader | specialist, esc_director | partner_facilitator, evaluator, state_viewer,
state_admin. Spaces are for the eye.
"""
