"""What happens together: convenings, their dated regional sessions, who comes, who came.

Nouns: Convening (topic and targets in a cohort; its agenda, checklist, materials), Session (date,
place, region; its choice sessions and facilitators), Registration (a seat, offered, waited for),
PreWork and what teams answer, EvidenceSlide, Attendance, Certificate, CalendarFeed.

`rules/` decides without a database (dates, travel, places, hours), `services/` changes, `pages/`
reads what a page shows, `calendars/` writes entries. A date is warned about (pages/conflicts.py)
and never refused, but a room is kept free by the database itself. docs/convenings.md tells the
whole way.

Surprising rule: feedback is an ordinary survey administration, one per convening; a session joins
its frame when the session ends.
"""
