"""What people may type about cohorts and teams, one file per noun."""
