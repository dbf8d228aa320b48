"""What people may type about results."""
