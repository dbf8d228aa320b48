"""Everything that changes the directory, one file per noun."""
