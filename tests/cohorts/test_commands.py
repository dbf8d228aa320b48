from django.core.management import call_command


def test_pathways_are_loaded_and_named_however_often(db, capsys):
    call_command("load_pathways")
    call_command("load_pathways")

    said = ["EXPLORE: 0 offerings", "LAUNCH: 1 offering", "TRANSFORM: 1 offering"]
    assert capsys.readouterr().out.splitlines() == said * 2
