"""What happens together: convenings, their dated regional sessions, who comes, who came.

Nouns: Convening (topic and targets in a cohort), Session (date, place, region), Registration,
Attendance. Surprising rule: feedback is an ordinary survey administration, one per convening; a
session joins its frame when the session ends.
"""
