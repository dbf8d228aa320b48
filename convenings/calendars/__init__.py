"""Sessions as calendar entries (RFC 5545): files, feeds and invitations."""
