"""Speaks to the person at the terminal."""


def say(sentence: str) -> None:
    """One line on standard output, at once, also into a pipe."""
    print(sentence, flush=True)
