"""From a frozen frame to folded tallies: administrations, invitations, drafts, responses.

The surprising rule: an anonymous answer cannot be joined to a person by anything in the database.
A draft lies encrypted under the hash of its link; submitting seals it; the fold turns sealed drafts
into responses in shuffled batches; at close all responses are rewritten in random order.
"""
