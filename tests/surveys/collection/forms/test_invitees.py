from surveys.collection.forms.invitees import InviteesForm

LONG = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.org"  # a true address, and longer than is kept


def test_addresses_are_taken_once_and_small():
    form = InviteesForm({"addresses": "A@example.org;\n\n a@EXAMPLE.org\nb@example.org,"})

    assert form.is_valid()
    assert form.cleaned_data["addresses"] == ["a@example.org", "b@example.org"]


def test_every_line_that_cannot_be_kept_is_named():
    form = InviteesForm({"addresses": f"a@example.org\nnobody\n{LONG}"})

    assert [error.split(":")[0] for error in form.errors["addresses"]] == ["Line 2", "Line 3"]
