"""What is asked: instruments, their versions, sections and items, and their lists of answers.

The surprising rule: a version that was opened never changes. Changing a form makes a new version,
and of each changed item somebody decides whether its figures may stand in one trend with those
before. We ship our forms as data (`data/`), each once: what was loaded is not loaded over.
"""
