"""One module a command, and what several share. A command prints and returns its exit status.

May import: core, site.
"""
