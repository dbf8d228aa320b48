"""What can be asked of the library, and who may be told the answer."""

from library.querysets.module import (
    LessonProgressQuerySet,
    LessonQuerySet,
    ModuleCompletionQuerySet,
    ModuleQuerySet,
)
from library.querysets.resource import MoveUseQuerySet, ResourceQuerySet

__all__ = [
    "LessonProgressQuerySet",
    "LessonQuerySet",
    "ModuleCompletionQuerySet",
    "ModuleQuerySet",
    "MoveUseQuerySet",
    "ResourceQuerySet",
]
