"""What must be done before the site can be served: schema, static files, the demo network.

Run by the supervisor in a process of its own, so that Django does not stay in its memory.
"""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.urls import reverse
from django.utils.module_loading import import_string

from plnetwork.local.places import PROJECT
from plnetwork.local.terminal import say

# Set by the supervisor when the database is its own, and may be emptied after a failed demo.
EMBEDDED = "PLNETWORK_EMBEDDED"


def main() -> None:
    """Bring the database and the static files up to date; quick when they are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plnetwork.settings")
    django.setup()
    half_loaded = settings.VAR_DIR / "demo-half-loaded"
    if half_loaded.exists():
        _empty_the_database()
    say("Database: bringing the tables up to date.")
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static_files()
    if settings.DEMO and "demo" in get_commands() and not get_user_model().objects.exists():
        say("Demo: the database is empty, so the demo network is loaded. This happens once.")
        half_loaded.touch()
        call_command("demo")
    half_loaded.unlink(missing_ok=True)
    if settings.DEMO:
        _say_how_to_sign_in()


def _say_how_to_sign_in() -> None:
    # By name, because it imports models, and Django was not ready for them above.
    players = import_string("plnetwork.demo.cast.players")
    say(f"Open {settings.SITE_URL}{reverse('demo-sign-in')} and choose whom to be:")
    for player in players():
        say(f"  {player.role:26} {player.name}, {player.place}")


def _empty_the_database() -> None:
    """Start over after an interrupted demo, which loaded into an empty database of our own."""
    if EMBEDDED not in os.environ:
        say("The demo network was not loaded to its end. Empty the database to load it again.")
        return
    say("Demo: the last loading was interrupted, so it starts over.")
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _collect_static_files() -> None:
    """Collect, hash and compress the static files when one of them has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".made-from"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state:
        return
    say("Front end: collecting and compressing static files.")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)


def _state_of_static_files() -> str:
    """Changes with the name, size or time of any static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(["CVS", ".*", "*~"]):
            facts = os.stat(storage.path(name))
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    main()
