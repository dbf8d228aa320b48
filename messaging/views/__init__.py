"""Pages of the outbox, one file per noun."""
