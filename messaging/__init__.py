"""Every message as a row: the outbox.

Noun: Message. It answers core.mail for all apps. Surprising rule: a stored body holds no secret;
links and codes are put in by the worker that sends the message.
"""
