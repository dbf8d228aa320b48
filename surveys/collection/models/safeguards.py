"""What has to be true before learners are asked (domain.md 8)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core import clock
from surveys.collection.models.administration import Administration, FrameUnit


class Safeguards(models.Model):
    """The checklist of protected topics and the notice to parents, for one administration.

    The eight topics are those of the Protection of Pupil Rights Amendment (20 U.S.C. 1232h).
    """

    class Topic(models.TextChoices):
        POLITICS = "politics", "Political affiliations or beliefs of the learner or parents"
        HEALTH = "health", "Mental or psychological problems of the learner or family"
        SEX = "sex", "Sex behavior or attitudes"
        CONDUCT = "conduct", "Illegal, anti-social, self-incriminating or demeaning behavior"
        FAMILY = "family", "Critical appraisals of people close to the learner"
        PRIVILEGE = "privilege", "Legally privileged relationships, as with a doctor or lawyer"
        RELIGION = "religion", "Religious practices, affiliations or beliefs"
        INCOME = "income", "Income, beyond what eligibility for a program needs"

    administration = models.OneToOneField(Administration, models.CASCADE, related_name="safeguards")
    not_asked = ArrayField(
        models.CharField(max_length=10, choices=Topic),
        default=list,
        db_comment="Topics that somebody confirmed the form does not touch; all eight to open.",
    )
    form_seen = models.CharField(
        max_length=64,
        db_default="",
        default="",
        db_comment="Hash of the questions that were checked; another wording is checked anew.",
    )
    notice_on = models.DateField(db_comment="When parents were told.")
    opt_out_until = models.DateField(db_comment="Until when they may say no; it opens after that.")
    confirmed_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"safeguards of {self.administration}"


class OptOut(models.Model):
    """A learner who is not asked, by a code that only the school can read. Never a name."""

    unit = models.ForeignKey(FrameUnit, models.CASCADE, related_name="opt_outs")
    code = models.CharField(max_length=20, db_comment="The school's own; letters and digits.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="opt_out_once_per_unit")
        ]

    def __str__(self) -> str:
        return self.code
