from convenings import services
from network.models import Activity


def test_steps_replace_each_other_and_saving_the_same_says_nothing(convening):
    steps = [services.Step(30, "Arriving"), services.Step(60, "Case study", "In pairs")]

    services.set_agenda(convening, steps=steps, by=None)
    services.set_agenda(convening, steps=steps, by=None)

    assert [(i.minutes, i.title, i.detail) for i in convening.agenda.all()] == [
        (30, "Arriving", ""),
        (60, "Case study", "In pairs"),
    ]
    assert Activity.objects.about(convening).count() == 1


def test_what_is_done_stays_done_as_long_as_its_words_stay(convening, specialist):
    by = specialist.person
    services.set_checklist(convening, lines=["Projector", "Name tags"], by=by)
    services.tick(convening.checklist.get(words="Name tags"), is_done=True, by=by)

    services.set_checklist(convening, lines=["Name tags", "Lunch"], by=by)

    assert [(i.words, bool(i.done_at)) for i in convening.checklist.all()] == [
        ("Name tags", True),
        ("Lunch", False),
    ]


def test_a_tick_says_who_and_can_be_taken_back(checklist_item, specialist):
    services.tick(checklist_item, is_done=True, by=specialist.person)
    services.tick(checklist_item, is_done=True, by=None)
    checklist_item.refresh_from_db()
    assert checklist_item.done_by == specialist.person

    services.tick(checklist_item, is_done=False, by=None)
    checklist_item.refresh_from_db()
    assert (checklist_item.done_at, checklist_item.done_by) == (None, None)
