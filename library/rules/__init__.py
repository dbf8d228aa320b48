"""What follows from plain numbers and words; knows no row."""
