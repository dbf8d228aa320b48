"""What people may type about the directory, one file per noun."""
