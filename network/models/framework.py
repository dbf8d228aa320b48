"""Frameworks: versioned components and indicators that everything else points at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Framework(models.Model):
    """A named set of ideas, such as Ohio's framework. Public: everybody may read it."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class FrameworkVersion(models.Model):
    """One edition; what points at it stays there when the next one comes. Public."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="versions")
    code = models.SlugField()
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(db_default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "code"], name="framework_version_code_once"
            ),
            models.UniqueConstraint(
                fields=["framework"],
                condition=models.Q(is_current=True),
                name="framework_has_one_current_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}, {self.name}"


class Component(models.Model):
    """A numbered part of a version. Public."""

    version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="components")
    code = models.CharField(max_length=8)
    name = models.CharField(
        max_length=80, blank=True, help_text="Empty where no document gives the name."
    )
    official_text = models.TextField(
        blank=True, help_text="The published wording, loaded by the operator; empty until then."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "code"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="component_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class Indicator(models.Model):
    """What the network looks for, by code such as 4.3. Public."""

    component = models.ForeignKey(Component, models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=8)
    label = models.CharField(
        max_length=120, blank=True, help_text="Our short label; empty where no document gives one."
    )
    official_text = models.TextField(
        blank=True, help_text="The published wording, loaded by the operator; empty until then."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["component", "code"]
        constraints = [
            models.UniqueConstraint(fields=["component", "code"], name="indicator_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}".strip()


class Crosswalk(models.Model):
    """Where an indicator of one version went in the next; no successor is an answer too. Public."""

    old = models.ForeignKey(Indicator, models.CASCADE, related_name="successors")
    new = models.ForeignKey(
        Indicator, models.CASCADE, null=True, blank=True, related_name="predecessors"
    )
    reason = models.TextField(blank=True, help_text="Given by the operator; empty until then.")

    def __str__(self) -> str:
        return f"{self.old} → {self.new or 'no direct successor'}"
