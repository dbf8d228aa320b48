"""The toolkit: knows Django, knows nothing of the subject; has no concrete models.

`offers.py` lets a higher app add to a lower one's pages; `mail.py` is the port every app mails
through; `clock.py` is the one place that says what time it is; `forms.py` draws every form.
"""
