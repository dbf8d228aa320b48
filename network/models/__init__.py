"""The nouns of the directory, one file per group."""

from network.models.activity import Activity
from network.models.directory_import import AgencyDecision, DirectoryImport
from network.models.framework import (
    Component,
    Crosswalk,
    Framework,
    FrameworkVersion,
    Indicator,
)
from network.models.long_work import ExportJob
from network.models.looking import SavedView, ViewAs
from network.models.merge import DuplicatePair, Merge
from network.models.organization import (
    District,
    Organization,
    Partner,
    School,
    ServiceCenter,
    StateAgency,
)
from network.models.person import Person
from network.models.relation import Alignment, SupportAssignment
from network.models.role import RoleGrant, RoleInvitation
from network.models.status import StatusEvent

__all__ = [
    "Activity",
    "AgencyDecision",
    "Alignment",
    "Component",
    "Crosswalk",
    "DirectoryImport",
    "District",
    "DuplicatePair",
    "ExportJob",
    "Framework",
    "FrameworkVersion",
    "Indicator",
    "Merge",
    "Organization",
    "Partner",
    "Person",
    "RoleGrant",
    "RoleInvitation",
    "SavedView",
    "School",
    "ServiceCenter",
    "StateAgency",
    "StatusEvent",
    "SupportAssignment",
    "ViewAs",
]
