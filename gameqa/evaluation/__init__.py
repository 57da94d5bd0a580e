"""Asking models, scoring what they say, and reporting it."""
