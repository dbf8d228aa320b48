"""Who may open the pages of accounts that are ours; signing in itself is allauth's."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
DOORS = {
    "accounts:sessions": ("SOO OOOO OO OOOO",),
    "accounts:session-end": ("SMM MMMM MM MMMM", "sign_in"),
    "accounts:sessions-end-others": ("SMM MMMM MM MMMM",),
}
