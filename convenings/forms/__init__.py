"""What people may type about convenings, one file per noun."""
