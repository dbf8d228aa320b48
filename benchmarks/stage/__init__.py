"""A site on servers of its own, as in production, and visitors for it. Used by tests too."""
