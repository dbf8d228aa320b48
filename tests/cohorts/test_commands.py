from django.core.management import call_command


def test_pathways_are_loaded_and_named_however_often(db, capsys):
    call_command("load_pathways")
    call_command("load_pathways")

    said = ["EXPLORE: 1 offering", "LAUNCH: 1 offering", "TRANSFORM: 2 offerings"]
    assert capsys.readouterr().out.splitlines() == said * 2
