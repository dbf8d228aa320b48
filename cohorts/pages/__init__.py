"""What several pages of cohorts show, put together once."""
