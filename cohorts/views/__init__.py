"""Pages of cohorts: scope, form, service, answer."""
