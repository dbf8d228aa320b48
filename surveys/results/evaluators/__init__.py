"""Rows that leave under an agreement: which columns, how coarse, and what they mean."""
