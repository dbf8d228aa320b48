"""What we ask and what we learn: instruments, collection, results.

Three wings in one direction: `results → collection → instruments`. Nouns: Instrument with its
versions, sections and items; Administration with its frame, invitations, drafts and responses;
Tally; Release. Surprising rule: results are released, not queried. After an administration closes,
a job computes and audits one Release, and every page reads released cells only.
"""
