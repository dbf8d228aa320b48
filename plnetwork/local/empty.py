"""`make empty`: removes the embedded servers' data, uploads and mailbox, after asking."""

import shutil
import sys

from plnetwork.local import attach, servers
from plnetwork.local.terminal import say


def main() -> None:
    """Ask, make sure that nobody uses the data, remove it all."""
    var = attach.var_folder()
    answer = input(f"Remove the database and every other file under {var}? Type yes: ")
    if answer.strip().lower() != "yes":
        sys.exit("Nothing was removed.")
    with servers.unused(var) as place:
        if place is None:
            sys.exit("The servers are in use. Stop `make run` and other commands first.")
        shutil.rmtree(place.folder)  # may lie elsewhere, see places.py
        shutil.rmtree(var)
    say("Removed.")


if __name__ == "__main__":
    main()
