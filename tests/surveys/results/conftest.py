"""Properties here may take their time: the machine is small and shared."""

from hypothesis import settings

settings.register_profile("patient", deadline=None, database=None)
settings.load_profile("patient")
