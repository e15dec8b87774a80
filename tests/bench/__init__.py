"""Measures builds, pages and visits, each beside plain Material with the same text."""
