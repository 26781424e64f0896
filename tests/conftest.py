"""Settings that all tests share: generated cases are the same on every run, and none fails for a slow machine."""

from hypothesis import settings

settings.register_profile("recounted", deadline=None, derandomize=True)
settings.load_profile("recounted")
