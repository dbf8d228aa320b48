"""Questions about convenings, one file per noun."""
