"""What can be asked about the directory, and who may be told the answer."""
