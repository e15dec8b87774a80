"""The records that contributors write, read into one library. It writes no HTML and opens files in one place.

May import: source.
"""
