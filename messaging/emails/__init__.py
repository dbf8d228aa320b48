"""Words and letters: what a message says, its HTML, and how it looks on the wire."""
