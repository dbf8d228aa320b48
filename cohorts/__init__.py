"""Pathways, offerings, cohorts, and the design teams in them.

Nouns: Pathway, Offering (dated: length, capacity, team rule, Phases), Cohort with its Milestones
and topics, Enrollment of a school or district, DesignTeam, TeamMembership with its dates,
TeamInvitation. Before that, Application: written by several (answers, proposed people, documents, a
leader's Consent), moved from state to state by one table (rules/states.py), reviewed and decided.
Surprising rule: a membership is ended, never deleted; team rights come from it alone.
"""
