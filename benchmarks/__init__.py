"""Speeds of imports, pages and surveys, measured as ratios within one run."""
