"""Pages of instruments, one file per noun."""
