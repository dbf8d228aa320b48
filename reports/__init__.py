"""What we learned: the overviews of the state and of a service center, and what may go public.

No tables of its own: it reads released figures, convenings and enrollments, and writes nothing.
The surprising rule: it never reads an answer or a tally, so an overview cannot show more than the
results pages do.
"""
