"""The rules of rights in plain Python, row by row, without a join or a queryset of the product.

Written from architecture.md 4 and docs, not from the querysets: slow on purpose. Every method
returns the set of ids that the user may be told about.
"""

from types import SimpleNamespace

from django.apps import apps

from core import clock

SEES_ALL = {"state_admin", "state_viewer", "evaluator", "partner_facilitator"}
ESC = {"esc_director", "specialist"}
GRANTED_BY_A_DIRECTOR = {"specialist", "district_leader", "school_leader"}


def rows(label):
    model = apps.get_model(label)
    names = [field.attname for field in model._meta.concrete_fields]
    return [SimpleNamespace(**row) for row in model._base_manager.order_by().values(*names)]


class Snapshot:
    """Every row that rights depend on, read once."""

    def __init__(self):
        self.organizations = {row.id: row for row in rows("network.Organization")}
        self.agency_of = {row.organization_ptr_id: row.agency_id for row in rows("network.School")}
        self.alignments = rows("network.Alignment")
        self.supports = rows("network.SupportAssignment")
        self.people = rows("network.Person")
        self.grants = rows("network.RoleGrant")
        self.merges = rows("network.Merge")
        self.cohorts = rows("cohorts.Cohort")
        self.enrollments = rows("cohorts.Enrollment")
        self.teams = rows("cohorts.DesignTeam")
        self.memberships = rows("cohorts.TeamMembership")
        self.convenings = rows("convenings.Convening")
        self.sessions = rows("convenings.Session")
        self.artifacts = rows("improvement.Artifact")
        self.administrations = rows("surveys.Administration")
        self.units = rows("surveys.FrameUnit")


def is_on(row):
    today = clock.today()
    return row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)


class Oracle:
    """What one user may see and do in a snapshot."""

    def __init__(self, snapshot, user):
        self.all = snapshot
        mine = [person for person in snapshot.people if person.user_id == user.pk]
        self.me = mine[0] if mine else None
        self.user = user
        held = [g for g in snapshot.grants if self.me and g.person_id == self.me.id]
        self.held = [g for g in held if is_on(g) and g.revoked_at is None]
        self.roles = {grant.role for grant in self.held}

    def places(self, *roles):
        return {grant.organization_id for grant in self.held if grant.role in roles}

    def center_of(self, agency_id):
        """The service center an agency belongs to today: itself, or the one it is aligned with."""
        if self.all.organizations[agency_id].kind == "esc":
            return agency_id
        for alignment in self.all.alignments:
            if alignment.district_id == agency_id and is_on(alignment):
                return alignment.service_center_id
        return None

    def branch(self, centers):
        """Centers, the districts aligned with them today, and the schools of all these."""
        found = set()
        for place in self.all.organizations.values():
            if place.kind in ("esc", "district"):
                center = self.center_of(place.id)
            elif place.kind == "school":
                center = self.center_of(self.all.agency_of[place.id])
            else:
                center = None
            if center in centers and center is not None:
                found.add(place.id)
        return found

    def organization(self):
        if self.roles & SEES_ALL:
            return set(self.all.organizations)
        seen = self.branch(self.places(*ESC))
        seen |= self.places("district_leader", "school_leader")
        leads = self.places("district_leader")
        seen |= {school for school, agency in self.all.agency_of.items() if agency in leads}
        if self.roles & ESC:
            supported = {
                s.organization_id
                for s in self.all.supports
                if s.specialist_id == self.me.id and is_on(s)
            }
            seen |= supported
            seen |= {school for school, agency in self.all.agency_of.items() if agency in supported}
        return seen

    def school(self):
        return {pk for pk in self.organization() if self.all.organizations[pk].kind == "school"}

    def person(self):
        people = [person for person in self.all.people if person.merged_into_id is None]
        if self.roles & {"state_admin", "state_viewer", "partner_facilitator"}:
            return {person.id for person in people}
        places = set()
        if self.roles & (ESC | {"district_leader", "school_leader"}):
            places = self.organization()
        holders = set()
        if "esc_director" in self.roles:
            mine = self.grant_run()
            holders = {
                grant.person_id
                for grant in self.all.grants
                if grant.id in mine
                and grant.revoked_at is None
                and (grant.ends_on is None or grant.ends_on >= clock.today())
            }
        return {
            person.id
            for person in people
            if person.organization_id in places
            or person.id in holders
            or person.user_id == self.user.pk
        }

    def grant_run(self):
        if "state_admin" in self.roles:
            mine = self.all.grants
        else:
            branch = self.branch(self.places("esc_director"))
            mine = [
                g
                for g in self.all.grants
                if g.organization_id in branch and g.role in GRANTED_BY_A_DIRECTOR
            ]
        return {grant.id for grant in mine if self.me is None or grant.person_id != self.me.id}

    def merge_run(self):
        if "state_admin" in self.roles:
            return {merge.id for merge in self.all.merges}
        if "esc_director" not in self.roles:
            return set()
        return {merge.id for merge in self.all.merges if merge.merged_by_id == self.me.id}

    # Cohorts and teams

    def my_memberships(self):
        me = self.me.id if self.me else None
        return [m for m in self.all.memberships if m.person_id == me and is_on(m)]

    def my_teams(self):
        return {membership.team_id for membership in self.my_memberships()}

    def team_schools(self):
        mine = self.my_teams()
        return {team.school_id for team in self.all.teams if team.id in mine}

    def homes(self):
        centers = self.places(*ESC)
        return {cohort.id for cohort in self.all.cohorts if cohort.home_id in centers}

    def cohort(self):
        if self.roles & SEES_ALL:
            return {cohort.id for cohort in self.all.cohorts}
        schools, mine = self.school(), self.my_teams()
        seen = self.homes()
        seen |= {e.cohort_id for e in self.all.enrollments if e.school_id in schools}
        seen |= {team.cohort_id for team in self.all.teams if team.id in mine}
        return seen

    def cohort_run(self):
        if "state_admin" in self.roles:
            return {cohort.id for cohort in self.all.cohorts}
        return self.homes()

    def enrollment(self):
        if self.roles & SEES_ALL:
            return {enrollment.id for enrollment in self.all.enrollments}
        schools = self.school() | self.team_schools()
        homes = self.homes()
        return {
            e.id for e in self.all.enrollments if e.school_id in schools or e.cohort_id in homes
        }

    def _teams_of_branch(self):
        schools, homes = self.school(), self.homes()
        return {t.id for t in self.all.teams if t.school_id in schools or t.cohort_id in homes}

    def team(self):
        if self.roles & SEES_ALL:
            return {team.id for team in self.all.teams}
        return self._teams_of_branch() | self.my_teams()

    def team_run(self):
        if "state_admin" in self.roles:
            return {team.id for team in self.all.teams}
        return self._teams_of_branch() if self.roles & ESC else set()

    def membership(self):
        named = self.team()
        by_name = {"state_admin", "state_viewer", "partner_facilitator"}
        if "evaluator" in self.roles and not self.roles & by_name:
            named = self.my_teams()
        return {m.id for m in self.all.memberships if m.team_id in named}

    def convening(self):
        seen = self.cohort()
        return {row.id for row in self.all.convenings if row.cohort_id in seen}

    def session(self):
        seen = self.convening()
        return {row.id for row in self.all.sessions if row.convening_id in seen}

    def session_run(self):
        run = self.cohort_run()
        convenings = {row.id for row in self.all.convenings if row.cohort_id in run}
        return {row.id for row in self.all.sessions if row.convening_id in convenings}

    def artifact(self):
        teams = self.team()
        if self.roles & SEES_ALL and not self.roles & {"state_admin", "partner_facilitator"}:
            teams = self.my_teams()
        return {row.id for row in self.all.artifacts if row.team_id in teams}

    def administration(self):
        if self.roles & SEES_ALL:
            return {row.id for row in self.all.administrations}
        places = self.organization() | self.team_schools()
        mine = self.my_teams()
        cohorts = {team.cohort_id for team in self.all.teams if team.id in mine}
        seen = {u.administration_id for u in self.all.units if u.organization_id in places}
        return seen | {row.id for row in self.all.administrations if row.cohort_id in cohorts}
