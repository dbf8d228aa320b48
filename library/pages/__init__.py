"""What pages of the library show, put together."""
