"""Pathways, offerings, cohorts, and the design teams in them.

Nouns: Pathway, Offering (dated: length, capacity, team rule, Phases), Cohort with its Milestones
and topics, Enrollment of a school or district, DesignTeam, TeamMembership with its dates,
TeamInvitation.
Surprising rule: a membership is ended, never deleted; team rights come from it alone.
"""
