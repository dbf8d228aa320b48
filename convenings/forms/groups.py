"""Arranging groups of the room by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cohorts.models import DesignTeam
    from convenings.models import BreakoutGroup

SPARE = 2  # empty lines for further groups
LONGEST = 120


class GroupsForm(forms.Form):
    """A title per group, and a group per team."""

    says_what_is_optional = True

    def __init__(
        self,
        *args: Any,
        groups: Sequence[BreakoutGroup],
        teams: Sequence[DesignTeam],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        titles = [group.title for group in groups]
        self.places = range(len(titles) + SPARE)
        self.teams = teams
        where = {team.pk: n for n, group in enumerate(groups) for team in group.teams.all()}
        for place in self.places:
            self.fields[f"title{place}"] = forms.CharField(
                label=f"Group {place + 1}",
                max_length=LONGEST,
                required=False,
                initial=titles[place] if place < len(titles) else "",
            )
        choices = [("", "No group yet")]
        choices += [(str(n), f"{n + 1} · {title}") for n, title in enumerate(titles)]
        choices += [(str(n), f"{n + 1} · a further group") for n in self.places[len(titles) :]]
        for team in teams:
            self.fields[f"team{team.pk}"] = forms.TypedChoiceField(
                label=str(team),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=where.get(team.pk, ""),
            )

    def titled(self) -> Iterator[forms.BoundField]:
        """The fields of titles."""
        return (self[f"title{place}"] for place in self.places)

    def placed(self) -> Iterator[tuple[DesignTeam, forms.BoundField]]:
        """Each team with the field of its group."""
        return ((team, self[f"team{team.pk}"]) for team in self.teams)

    def clean(self) -> dict[str, Any]:
        """A group that teams are in has a title."""
        cleaned = super().clean() or {}
        used = {cleaned.get(f"team{team.pk}") for team in self.teams}
        for place in self.places:
            if place in used and not cleaned.get(f"title{place}"):
                self.add_error(f"title{place}", "Name the group, or move its teams.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        chosen = {team.pk: self.cleaned_data[f"team{team.pk}"] for team in self.teams}
        return {
            "titles": [self.cleaned_data[f"title{place}"] for place in self.places],
            "places": {team: place for team, place in chosen.items() if place is not None},
        }
