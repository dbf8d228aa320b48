from cohorts.services.topic import add_topic, move_topic, remove_topic


def titles(cohort):
    return [(topic.place, topic.title) for topic in cohort.topics.all()]


def test_topics_keep_the_order_chosen_for_the_cohort(cohort):
    for title in ("Learner Driven", "Path and Pace", "Evidence", "evidence"):
        add_topic(cohort, title=title, component=None, by=None)
    third = cohort.topics.get(place=3)

    move_topic(third, up=True, by=None)
    assert titles(cohort) == [(1, "Learner Driven"), (2, "Evidence"), (3, "Path and Pace")]

    remove_topic(cohort.topics.get(place=1), by=None)
    assert titles(cohort) == [(1, "Evidence"), (2, "Path and Pace")]

    move_topic(cohort.topics.get(place=1), up=True, by=None)
    assert titles(cohort) == [(1, "Evidence"), (2, "Path and Pace")]


def test_a_topic_taken_out_meanwhile_is_not_moved(cohort):
    topic = add_topic(cohort, title="Evidence", component=None, by=None)
    remove_topic(topic, by=None)
    topic.pk = 0

    move_topic(topic, up=True, by=None)
    remove_topic(topic, by=None)

    assert titles(cohort) == []
