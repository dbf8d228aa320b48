"""A team's artifacts, one artifact with its comments, and its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cohorts.models import DesignTeam
from core.shortcuts import attachment, page_of, render_page
from improvement import services
from improvement.forms import ArtifactForm, CommentForm
from improvement.models import Artifact, ArtifactVersion
from network.access import standing_of
from network.models import Activity

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

IN_A_PANEL = 5


@require_GET
def team_artifacts(request: PageRequest, pk: int) -> HttpResponse:
    """All of a team's artifacts; as the panel of the team's page only the newest."""
    visible = DesignTeam.objects.visible_to(request.user)
    team = get_object_or_404(visible.select_related("cohort", "school"), pk=pk)
    artifacts = Artifact.objects.visible_to(request.user).filter(team=team).for_a_list()
    worked_with = DesignTeam.objects.worked_with_by(request.user).filter(pk=pk)
    context = {
        "team": team,
        "page": page_of(request, artifacts, IN_A_PANEL if request.htmx else 25),
        "may_read": worked_with.exists(),
        "may_add": DesignTeam.objects.joined_by(request.user).filter(pk=pk).exists(),
    }
    return render_page(request, "improvement/team_artifacts.html", context, fragment="panel")


@require_http_methods(["GET", "POST"])
def artifact_new(request: PageRequest, pk: int) -> HttpResponse:
    team = get_object_or_404(DesignTeam.objects.joined_by(request.user), pk=pk)
    form = ArtifactForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            artifact = services.add_artifact(
                team, **form.asked, by=standing_of(request.user).person
            )
        except services.FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"{artifact} is added. Your team and specialist see it.")
            return redirect(artifact)
    return render(request, "improvement/artifact_new.html", {"team": team, "form": form})


@require_http_methods(["GET", "POST"])
def artifact_detail(request: PageRequest, pk: int) -> HttpResponse:
    visible = Artifact.objects.visible_to(request.user)
    artifact = get_object_or_404(visible.select_related("team__cohort", "added_by"), pk=pk)
    may_comment = Artifact.objects.commented_on_by(request.user).filter(pk=pk).exists()
    if request.method == "POST" and not may_comment:
        raise Http404
    form = CommentForm(request.POST or None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        services.comment_on(artifact, text=text, by=standing_of(request.user).person)
        messages.success(request, "Your comment is added.")
        return redirect(artifact)
    context = {
        "artifact": artifact,
        "versions": artifact.versions.select_related("added_by"),
        "indicators": artifact.indicators.all(),
        "comments": artifact.comments.select_related("author"),
        "activity": Activity.objects.on_page_of(artifact, request.user),
        "may_comment": may_comment,
        "form": form,
    }
    return render(request, "improvement/artifact.html", context)


@require_GET
@never_cache
def download(request: PageRequest, pk: int) -> FileResponse:
    """A file, always as an attachment: a browser must not run what somebody uploaded."""
    visible = Artifact.objects.visible_to(request.user)
    files = ArtifactVersion.objects.filter(artifact__in=visible).exclude(file="")
    version = get_object_or_404(files, pk=pk)
    return attachment(version.file, name=version.file_name, content_type=version.content_type)
