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
from network.models.role import RoleGrant

__all__ = [
    "Activity",
    "AgencyDecision",
    "Alignment",
    "Component",
    "Crosswalk",
    "DirectoryImport",
    "District",
    "Framework",
    "FrameworkVersion",
    "Indicator",
    "Organization",
    "Partner",
    "Person",
    "RoleGrant",
    "School",
    "ServiceCenter",
    "StateAgency",
    "SupportAssignment",
]
