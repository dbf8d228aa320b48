"""People's own words: reading, coding by two, comments at one level, who may be named how."""
