"""What people may type into the library, one file per noun."""
