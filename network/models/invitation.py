"""What every invitation by mail has in common, whatever it leads to."""

from __future__ import annotations

import datetime as dt

from django.db import models

from core import clock
from core.nonce import new_nonce

DAYS_TO_ANSWER = 30
BETWEEN_TWO_MAILS = dt.timedelta(minutes=1)  # a second click is not a second mail


def last_moment() -> dt.datetime:
    """The end of the last day on which an invitation of now can be accepted."""
    return clock.on_day(clock.today() + dt.timedelta(days=DAYS_TO_ANSWER), hour=23, minute=59)


class PersonalInvitation(models.Model):
    """An invitation of one person by mail.

    The link is signed over the nonce with the server's secret and is never stored.
    """

    email = models.EmailField("e-mail")
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    nonce = models.CharField(max_length=40, default=new_nonce, unique=True, editable=False)
    invited_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """Who is invited."""
        return f"{self.first_name} {self.last_name}".strip() or self.email

    @property
    def is_open(self) -> bool:
        """Whether its link still leads to what it promises."""
        answered = self.accepted_at is not None or self.revoked_at is not None
        return not answered and clock.now() <= self.expires_at

    @property
    def is_fresh(self) -> bool:
        """Whether its mail has only just been queued: another one would be a double click's."""
        return clock.now() - self.invited_at < BETWEEN_TWO_MAILS

    @property
    def state(self) -> str:
        """One word for what became of it."""
        if self.accepted_at:
            return "Accepted"
        if self.revoked_at:
            return "Taken back"
        return "Waiting" if self.is_open else "Expired"
