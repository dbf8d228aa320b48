"""What pages of convenings show, read and put together for one person."""
