"""Pages of collection, one file per noun."""
