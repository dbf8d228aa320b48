"""What accounts offer: the kinds of message that signing in brings. None of them ever waits."""

from core import mail

for name, title, why in [
    ("sign-in-code", "Codes to sign in", "You get this because you asked for a code."),
    ("confirm-address", "Codes that confirm an address", "You get this because you entered it."),
    ("security-note", "Notes that your account was changed", "You get this so that you know."),
    ("unknown-address", "Notes that no account has an address", "You get this so that you know."),
]:
    mail.offer_kind(mail.Kind(f"accounts/{name}", title, why, is_private=True))
