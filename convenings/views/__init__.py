"""Pages of convenings, one file per noun."""
