ALL = "OOO OOOO OO OOOO"

DOORS = {
    "landing": ("ORR RRRR RR RRRR",),
    "home": ("SOO OOOO OO OOOO",),
    "search": ("SOO OOOO OO OOOO",),
    "accessibility": (ALL,),
    "privacy": (ALL,),
    "help": (ALL,),
    "healthz": (ALL,),
    "styleguide": (ALL,),
    "demo-sign-in": (ALL,),
    "demo-mailbox": (ALL,),
    "demo-mail": (ALL, "demo_mail_name"),
}
