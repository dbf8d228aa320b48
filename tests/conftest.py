"""What every test shares: plain static files, a fresh cache, signing in, and the fixtures."""

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import override_settings

from plnetwork.local import words
from tests.fixtures.agreements import *  # noqa: F403 -- as below
from tests.fixtures.applying import *  # noqa: F403 -- as below
from tests.fixtures.arrivals import *  # noqa: F403 -- as below
from tests.fixtures.catalogue import *  # noqa: F403 -- as below
from tests.fixtures.convenings import *  # noqa: F403 -- as below
from tests.fixtures.elsewhere import *  # noqa: F403 -- pytest finds fixtures by name
from tests.fixtures.explore import *  # noqa: F403 -- as above
from tests.fixtures.hours import *  # noqa: F403 -- as above
from tests.fixtures.long_work import *  # noqa: F403 -- as above
from tests.fixtures.mail_server import *  # noqa: F403 -- as above
from tests.fixtures.people import *  # noqa: F403 -- as above
from tests.fixtures.preparing import *  # noqa: F403 -- as above
from tests.fixtures.programme import *  # noqa: F403 -- as above
from tests.fixtures.public import *  # noqa: F403 -- as above
from tests.fixtures.reaching import *  # noqa: F403 -- as above
from tests.fixtures.reviewing import *  # noqa: F403 -- as above
from tests.fixtures.roster import *  # noqa: F403 -- as above
from tests.fixtures.teams import *  # noqa: F403 -- as above
from tests.fixtures.things import *  # noqa: F403 -- as above
from tests.fixtures.words import *  # noqa: F403 -- as above

# A machine under load says nothing about the code: no property fails because an example was slow.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture(autouse=True, scope="session")
def _plain_static_files(tmp_path_factory):
    """Pages name static files as they lie; hashing them is the work of collectstatic."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("staticfiles"),
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def _compiled_words():
    """Spanish as it is written now."""
    words.main()


@pytest.fixture(autouse=True)
def _uploads_of_its_own(settings, tmp_path):
    """What a test uploads lies in its own folder, where a worker with that folder looks too."""
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture(autouse=True)
def _fresh_cache(request):
    """Limits and cached words must not travel from one test to the next."""
    marked = request.node.get_closest_marker("django_db") is not None
    if marked or {"db", "transactional_db"} & set(request.fixturenames):
        cache.clear()


@pytest.fixture
def signed_in(client):
    """Sign somebody in as the demo's list does: the second factor is tested on its own."""

    def sign_in(user):
        client.force_login(user)
        session = client.session
        session["demo_sign_in"] = True
        session.save()
        return client

    return sign_in
