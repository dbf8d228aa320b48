"""The nouns of the library."""

from library.models.module import Lesson, LessonProgress, Module, ModuleCompletion
from library.models.resource import MoveUse, Resource

__all__ = ["Lesson", "LessonProgress", "Module", "ModuleCompletion", "MoveUse", "Resource"]
