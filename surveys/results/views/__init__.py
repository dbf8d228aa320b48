"""Pages of results, one file per noun."""
