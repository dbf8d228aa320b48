"""Rules of convenings as pure functions: nothing here reads or writes the database."""
