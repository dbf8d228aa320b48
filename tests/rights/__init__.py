"""Rights asked twice: of the querysets, and of an oracle that walks every row in plain Python."""
