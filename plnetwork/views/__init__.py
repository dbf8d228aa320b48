"""Pages of the assembled site."""
