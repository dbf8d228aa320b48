from django.db import migrations, models

from network.school_levels import level_of


def take_from_the_directory(apps, schema_editor):
    """Frames that are frozen already take the grades of today, once; none was kept with them."""
    school = apps.get_model("network", "School")
    unit = apps.get_model("surveys", "FrameUnit")
    for found in school.objects.exclude(lowest_grade=""):
        level = level_of(found.lowest_grade, found.highest_grade)
        unit.objects.filter(kind="school", organization=found.pk).update(level=level)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0009_people_by_address"),
        ("surveys", "0008_results_that_can_be_trusted"),
    ]

    operations = [
        migrations.AddField(
            model_name="frameunit",
            name="level",
            field=models.CharField(
                blank=True, db_comment="Of a school, by its grades at opening.", max_length=10
            ),
        ),
        migrations.RunPython(take_from_the_directory, migrations.RunPython.noop),
    ]
