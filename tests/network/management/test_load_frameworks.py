from django.core.management import call_command

from network.models import Indicator


def test_frameworks_are_loaded_once(db, capsys):
    call_command("load_frameworks")
    call_command("load_frameworks")

    assert Indicator.objects.count() == 45
    assert "Revised version: 5 components" in capsys.readouterr().out
