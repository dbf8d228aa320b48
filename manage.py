#!/usr/bin/env python
"""The way in to every management command; starts the embedded servers when none are given."""

import os
import sys

from django.core.management import execute_from_command_line

from plnetwork.local import attach


def main() -> None:
    """Run one command with a database and a broker behind it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plnetwork.settings")
    with attach.servers_for(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
