"""What the clock starts (jobs.py of the apps), and when; numbers are seconds."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "shut out whose roles ended": {
        "task": "network.jobs.shut_out",
        "schedule": crontab(minute=2),  # of every hour: the first one after midnight matters
    },
    "find possible duplicates": {
        "task": "network.jobs.find_duplicates",
        "schedule": crontab(hour=2, minute=20),
    },
    "forget accounts nobody used": {
        "task": "network.jobs.forget_accounts",
        "schedule": crontab(hour=3, minute=20),
    },
    "go on with long work": {"task": "network.jobs.go_on_with_work", "schedule": 60},
    "forget files nobody needs any more": {
        "task": "network.jobs.forget_work",
        "schedule": crontab(minute=12),  # of every hour
    },
    "end viewings": {"task": "network.jobs.end_viewings", "schedule": 300},
    "drain the outbox": {"task": "messaging.jobs.drain_outbox", "schedule": 20},
    "compose digests": {"task": "messaging.jobs.compose_digests", "schedule": 60},
    "open and close survey windows": {"task": "surveys.jobs.turn_windows", "schedule": 60},
    "fold responses into tallies": {"task": "surveys.jobs.fold_responses", "schedule": 60},
    "release closed administrations": {"task": "surveys.jobs.release_closed", "schedule": 60},
    "set open answers apart": {"task": "surveys.jobs.set_words_apart", "schedule": 60},
    "remind those who have not answered": {
        "task": "surveys.jobs.remind",
        "schedule": crontab(minute=5),
    },
    "forget opt-outs and drafts put away": {
        "task": "surveys.jobs.forget",
        "schedule": crontab(hour=3, minute=10),
    },
    "tell of agreements that end": {
        "task": "surveys.jobs.tell_of_agreements",
        "schedule": crontab(hour=9, minute=20),
    },
    "settle certificates": {
        "task": "convenings.jobs.settle_certificates",
        "schedule": crontab(hour=3, minute=40),
    },
    "let go of seats nobody took": {"task": "convenings.jobs.end_offers", "schedule": 60},
    "forget private answers of the past": {
        "task": "convenings.jobs.forget_answers",
        "schedule": crontab(hour=3, minute=40),
    },
    "forget slides taken out": {"task": "convenings.jobs.forget_slides", "schedule": 300},
    "tell of pre-work that is open": {
        "task": "convenings.jobs.announce_prework",
        "schedule": 300,
    },
    "remind of missing pre-work": {
        "task": "convenings.jobs.remind_of_prework",
        "schedule": crontab(hour=9, minute=40),
    },
    "try the links of the catalogue": {
        "task": "library.jobs.try_links",
        "schedule": crontab(hour=4, minute=10),  # each link once a week
    },
    "remind before sessions": {
        "task": "convenings.jobs.remind_before_sessions",
        "schedule": 60,
    },
    "open convening feedback": {"task": "convenings.jobs.open_feedback", "schedule": 60},
    "let go of places nobody took": {"task": "cohorts.jobs.end_offers", "schedule": 60},
    "begin cohorts": {
        "task": "cohorts.jobs.begin_cohorts",
        "schedule": crontab(minute=8),  # of every hour: the first one after midnight matters
    },
    "offer places that became free": {"task": "cohorts.jobs.offer_places", "schedule": 300},
    "remind applicants of what is asked": {
        "task": "cohorts.jobs.remind_of_information",
        "schedule": crontab(hour=9, minute=50),
    },
}
