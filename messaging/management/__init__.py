"""The outbox on the command line."""
