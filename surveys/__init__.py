"""What we ask and what we learn: instruments, collection, results.

Three wings in one direction: `results → collection → instruments`. Nouns: Instrument with its
versions, sections and items; Administration with its frame, links, drafts and responses; Tally;
Release. Surprising rule: results are released, not queried. After an administration is settled, a
job computes and audits one Release, and every page reads released cells only. docs/surveys.md
follows an answer from link to figure.
"""
