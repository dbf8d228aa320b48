"""Pure rules of cohorts: dates, states of an application, what a team should have."""
