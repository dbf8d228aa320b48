"""Who may open which page of convenings."""

DOORS = {
    "convenings:detail": ("SHH OOOO OO OOOO", "convening"),
}
