"""The roles of the network, and which of them see other people's data."""

from django.db import models


class Role(models.TextChoices):
    """What somebody may be. Team lead and team member are not here: see cohorts.TeamMembership."""

    STATE_ADMIN = "state_admin", "State administrator"
    STATE_VIEWER = "state_viewer", "State viewer"
    EVALUATOR = "evaluator", "Evaluator"
    PARTNER_FACILITATOR = "partner_facilitator", "Partner facilitator"
    ESC_DIRECTOR = "esc_director", "ESC director"
    SPECIALIST = "specialist", "Personalized-learning specialist"
    DISTRICT_LEADER = "district_leader", "District leader"
    SCHOOL_LEADER = "school_leader", "School leader"


STATE_STAFF = (Role.STATE_ADMIN, Role.STATE_VIEWER)
ESC_STAFF = (Role.ESC_DIRECTOR, Role.SPECIALIST)
SEES_THE_WHOLE_NETWORK = (*STATE_STAFF, Role.EVALUATOR, Role.PARTNER_FACILITATOR)

# Everyone who sees other people's data sets up a second factor first (architecture.md 4).
NEEDS_SECOND_FACTOR = (*SEES_THE_WHOLE_NETWORK, *ESC_STAFF, Role.DISTRICT_LEADER)

# Who may give which roles: state administrators any, ESC directors within their own branch.
MAY_GRANT = {
    Role.STATE_ADMIN: tuple(Role),
    Role.ESC_DIRECTOR: (Role.SPECIALIST, Role.DISTRICT_LEADER, Role.SCHOOL_LEADER),
}
# The kind of organization at which a role is held.
HELD_AT = {
    Role.STATE_ADMIN: "state",
    Role.STATE_VIEWER: "state",
    Role.EVALUATOR: "partner",
    Role.PARTNER_FACILITATOR: "partner",
    Role.ESC_DIRECTOR: "esc",
    Role.SPECIALIST: "esc",
    Role.DISTRICT_LEADER: "district",
    Role.SCHOOL_LEADER: "school",
}
