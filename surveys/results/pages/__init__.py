"""Released figures as pages, files and terminals show them. Only released rows are read."""
