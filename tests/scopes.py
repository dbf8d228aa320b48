"""What people of other scopes get at a door, derived from what those of its own scope get.

A door with an object is to people elsewhere what it is to a newcomer; a door without one is the
same to everybody of a role. Whoever's role ended yesterday is a newcomer. What differs is written
in the tables: NEIGHBORS and FOREIGN in tests/doors/<app>.py, one letter per role in the order of
NEAR and FAR, each with its reason.
"""

NEAR = ("team_member", "team_lead", "school_leader", "district_leader")
FAR = (*NEAR, "specialist", "esc_director")


def expected_near(own, has_object, exceptions):
    return _expected(own, NEAR, has_object, exceptions)


def expected_far(own, has_object, exceptions):
    return _expected(own, FAR, has_object, exceptions)


def expected_of_formers(own, formers, letter=""):
    return dict.fromkeys(formers, letter or own["newcomer"])


def _expected(own, roles, has_object, exceptions):
    if exceptions:
        return dict(zip(roles, exceptions.replace(" ", ""), strict=True))
    return {role: own["newcomer"] if has_object else own[role] for role in roles}
