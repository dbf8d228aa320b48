"""From a frozen frame to folded tallies: administrations, links, drafts, responses.

The surprising rule: once folded, an anonymous answer cannot be joined to a person by anything in
the database. A draft lies encrypted under the hash of its link; submitting seals it; the fold turns
sealed drafts into responses in shuffled batches; when an administration is settled all responses
are rewritten in random order. Other modes keep whose an answer is in ResponseKey, a table apart.

A school is reached by personal links or by one open link, never both; whoever begins at an open
link gets an invitation without an address, and from there on all is the same.
"""
