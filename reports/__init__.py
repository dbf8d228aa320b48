"""What we learned: the dashboards of state and service centers.

No tables of its own yet. Surprising rule: it reads released figures and counts of the directory,
and never an answer.
"""
