"""How the lists of the network are narrowed."""

from network.filters.directory import DirectoryFilter
from network.filters.people import PeopleFilter

__all__ = ["DirectoryFilter", "PeopleFilter"]
