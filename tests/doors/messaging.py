ADMIN = "SHH HHHH HH HHHO"
POSTED = "SMM MMMM MM MMMM"

DOORS = {
    "messaging:outbox": (ADMIN,),
    "messaging:message": (ADMIN, "message"),
    "messaging:cancel": (POSTED, "message"),
    "messaging:restore": (POSTED, "message"),
}
