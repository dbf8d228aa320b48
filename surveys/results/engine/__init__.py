"""The rule and the arithmetic of a release: plain values in, figures and findings out.

Nothing here knows the database. The way is: tree and counts, patterns of what is hidden, then
figures of shown cells alone; the audit looks at nothing but the result and the counts.
"""
