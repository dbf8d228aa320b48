"""The app, and what it offers to lower ones."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
