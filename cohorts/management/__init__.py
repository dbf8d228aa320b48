"""The directory on the command line."""
