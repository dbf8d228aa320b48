"""The demo teams' artifacts: small text files and links."""

from __future__ import annotations

from django.core.files.base import ContentFile

from core import clock
from improvement.models import Artifact
from improvement.services import add_artifact
from network.models import Indicator
from plnetwork.demo.book import book
from plnetwork.demo.stage import Stage, moment


def build_artifacts(stage: Stage) -> None:
    """Two dozen artifacts, each tagged with one indicator, added by the team's lead."""
    for team_key, title, kind, date, code in book()["artifacts"]["rows"]:
        team = stage.teams[team_key]
        lead = team.memberships.filter(role="lead").select_related("person").first()
        is_file = kind == "file"
        words = f"{title}\n\nAn example of the demo; {team.name} is invented.\n"
        with clock.at(moment(date, 15)):
            add_artifact(
                team,
                title=title,
                kind=Artifact.Kind.FILE if is_file else Artifact.Kind.LINK,
                indicators=list(
                    Indicator.objects.filter(component__version__is_current=True, code=code)
                ),
                no_student_identified=True,
                file=ContentFile(words.encode(), name=f"{title}.txt") if is_file else None,
                url="" if is_file else "https://docs.example/" + title.lower().replace(" ", "-"),
                by=lead.person if lead else None,
            )
