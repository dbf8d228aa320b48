"""What can be asked of the library, and who may be told the answer."""

from library.querysets.module import (
    LessonProgressQuerySet,
    ModuleCompletionQuerySet,
    ModuleQuerySet,
)
from library.querysets.resource import MoveUseQuerySet, ResourceQuerySet

__all__ = [
    "LessonProgressQuerySet",
    "ModuleCompletionQuerySet",
    "ModuleQuerySet",
    "MoveUseQuerySet",
    "ResourceQuerySet",
]
