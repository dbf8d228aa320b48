"""Everything that changes the library, one file per noun."""
