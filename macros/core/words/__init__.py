"""The phrases that the interface shows, for Python and for templates. Scripts import them from the same file.

May import: no other package.
"""
