STAFF = "SHH HHHH OO HHHO"
POSTED = "SMM MMMM MM MMMM"
ANYBODY = "OOO OOOO OO OOOO"

DOORS = {
    "messaging:outbox": ("SHO HHHH OO HHHO",),  # a specialist elsewhere sees their own branch's
    "messaging:outbox-csv": ("SHO HHHH OO HHHO",),
    "messaging:several": ("SHO HHHH OO HHHO",),
    "messaging:message": (STAFF, "message"),
    "messaging:edit": (STAFF, "message"),
    "messaging:postpone": (STAFF, "message"),
    "messaging:cancel": (POSTED, "message"),
    "messaging:restore": (POSTED, "message"),
    "messaging:send-now": (POSTED, "message"),
    "messaging:try-again": (POSTED, "message"),
    "messaging:preferences": ("SHO OOOO OO OOOO",),
    "messaging:unsubscribe": (ANYBODY, "stop_token"),
    "messaging:unsubscribe-undo": ("MMM MMMM MM MMMM", "stop_token"),
}
# Messages reach somebody whose roles have ended, and so do their wishes about them.
FORMER = {"messaging:preferences": "O"}
