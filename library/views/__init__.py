"""Pages of the library, one file per noun."""
