"""EXPLORE's modules, and what members lend each other: resources and moves.

Nouns: Module, Lesson, LessonProgress (a person's, with a private reflection), ModuleCompletion,
Resource, Move, MoveUse. Surprising rule: a reflection is read by its author alone; whoever
facilitates sees that a lesson is done, and no more.
"""
