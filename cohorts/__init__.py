"""Pathways, offerings, cohorts, and the design teams in them.

Nouns: Pathway, Offering (dated: length, capacity, team rule, Phases), Cohort with its Milestones
and topics, Enrollment of a school or district, DesignTeam with its charter, TeamMembership with its
dates, TeamInvitation. Before that, Application: written by several (answers, proposed people,
documents, a leader's Consent), moved from state to state by one table (rules/states.py), reviewed
and decided. docs/cohorts.md tells the whole way. Surprising rules: a membership is ended, never
deleted, and team rights come from it alone; whoever fills a place locks the cohort first.
"""
