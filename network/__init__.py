"""The directory: who is in the network, and who may see what.

Nouns: Organization and its kinds (StateAgency, ServiceCenter, District, School, Partner), dated
Alignment of districts with service centers, dated SupportAssignment of specialists, StatusEvent (a
closed organization keeps its past, a former name stays in the history), Person, RoleGrant and
RoleInvitation, Merge (two records become one, and two again for 30 days), DuplicatePair, SavedView,
ViewAs, Framework with its versions, Activity, DirectoryImport.
Surprising rule: rights are querysets. `Organization.objects.visible_to(user)` is the rule; a yes or
no is asked of it. Team rights are not here: they come from cohorts.TeamMembership.
"""
