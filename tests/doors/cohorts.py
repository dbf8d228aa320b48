"""Who may open the pages of cohorts; Riverside, and its team, belong to the specialist's center."""

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
DOORS = {
    "cohorts:of-person": ("SHH HHOO OO OHOO", "colleague"),
    "cohorts:list": ("SOO OOOO OO OOOO",),
    "cohorts:of-organization": ("SHH HHHO OO OOOO", "district"),
    "cohorts:new": ("SHO HHHH OO HHHO",),
    "cohorts:detail": ("SHH OOOO OO OOOO", "cohort"),
    "cohorts:enroll": ("SHH HHHH OO HHHO", "cohort"),
    "cohorts:form-team": ("SHH HHHH OO HHHO", "cohort"),
    "cohorts:withdraw": ("SMM MMMM MM MMMM", "enrollment"),
    "cohorts:bring-back": ("SMM MMMM MM MMMM", "enrollment"),
    "cohorts:my-team": ("SOO RROO OO OOOO",),
    "cohorts:team": ("SHH OOOO OO OOOO", "team"),
    "cohorts:team-people": ("SHH OOOO OO OHOO", "team"),
    "cohorts:team-history": ("SHH OOOO OO OHOO", "team"),
    "cohorts:charter": ("SHH OOOO OO OHHO", "team"),
    "cohorts:charter-change": ("SHH OOHH OO HHHO", "team"),
    "cohorts:change-membership": ("SHH HHHH OO HHHO", "team_membership"),
    "cohorts:replace-member": ("SHH HHHH OO HHHO", "team_membership"),
    "cohorts:first-steps": ("SHH OHHH HH HHHH", "late_place"),
    "cohorts:tick-step": ("SMM MMMM MM MMMM", "late_place", "first_step"),
    "cohorts:enrollment-status": ("SHH HHHH OO HHHO", "enrollment"),
    "cohorts:enrollment-undo": ("SMM MMMM MM MMMM", "enrollment", "enrollment_change"),
    "cohorts:invite": ("SHH HOHH OO HHHO", "team"),
    "cohorts:end-membership": ("SHH HHHH OO HHHO", "team_membership"),
    "cohorts:restore-membership": ("SMM MMMM MM MMMM", "team_membership"),
    "cohorts:resend": ("SMM MMMM MM MMMM", "team_invitation"),
    "cohorts:revoke": ("SMM MMMM MM MMMM", "team_invitation"),
    "cohorts:join": ("OOO OOOO OO OOOO", "team_invitation_token"),
}
DOORS |= {  # applications, for who reviews and decides; each center runs cohorts
    "cohorts:applications": ("SHO HHHH OO HHHO",),
    "cohorts:applications-csv": ("SHO HHHH OO HHHO",),
    "cohorts:assign-reviewers": ("SHR HHHH RR HHHR",),  # nothing is ticked
    "cohorts:decide": ("SHR HHHH RR HHHR",),
    "cohorts:application-review": ("SHH HHHH OO HHHO", "sent_application"),
    "cohorts:ask-information": ("SHH HHHH OO HHHO", "sent_application"),
    "cohorts:close-request": ("SMM MMMM MM MMMM", "sent_application"),
    "cohorts:move-on-waitlist": ("SMM MMMM MM MMMM", "sent_application"),
    "cohorts:my-reviews": ("SOO OOOO OO OOOO",),
    "cohorts:review": ("SHH HHHH OH HHHH", "review"),
    "cohorts:review-conflict": ("SHH HHHH OH HHHH", "review"),
    "cohorts:take-back-review": ("SMM MMMM MM MMMM", "review"),
    "cohorts:offered-place": ("OOO OOOO OO OOOO", "offered_place_token"),
}
DOORS |= {  # offerings, the plan of a cohort, clones
    "cohorts:offerings": ("OOO OOOO OO OOOO",),
    "cohorts:offering": ("OOO OOOO OO OOOO", "offering"),
    "cohorts:offering-new": ("SHH HHHH HH HHHO",),
    "cohorts:offering-change": ("SHH HHHH HH HHHO", "offering"),
    "cohorts:offering-clone": ("SHH HHHH HH HHHO", "offering"),
    "cohorts:phase-new": ("SHH HHHH HH HHHO", "offering"),
    "cohorts:phase": ("SHH HHHH HH HHHO", "phase"),
    "cohorts:phase-remove": ("SMM MMMM MM MMMM", "phase"),
}
DOORS |= {  # the pages of a cohort
    "cohorts:milestones": ("SHH OOOO OO OOOO", "cohort"),
    "cohorts:attendance": ("SHH OOOO OO OOOO", "cohort"),
    "cohorts:prework": ("SHH OOOO OO OOOO", "cohort"),
    "cohorts:about": ("SHH OOOO OO OOOO", "cohort"),
    "cohorts:roster-csv": ("SHH HHHH OO HHHO", "cohort_with_milestones"),
    "cohorts:roster-xlsx": ("SHH HHHH OO HHHO", "cohort_with_milestones"),
    "cohorts:roster-change": ("SHH HHHH OO HHHO", "cohort_with_milestones"),
    "cohorts:roster-undo": ("SMM MMMM MM MMMM", "cohort_with_milestones"),
    "cohorts:letter": ("SHH HHHH OO HHHO", "cohort_with_milestones"),
    "cohorts:milestone-mark": ("SMM MMMM MM MMMM", "milestone_by_hand", "team"),
    "cohorts:milestone-unmark": ("SMM MMMM MM MMMM", "milestone_by_hand", "team"),
}
# Thistle School is in the same cohort: its people see the cohort, and not the team of Kettle.
NEIGHBORS = dict.fromkeys(
    (
        "cohorts:detail",
        "cohorts:milestones",
        "cohorts:attendance",
        "cohorts:prework",
        "cohorts:about",
    ),
    "OO OO",
)
