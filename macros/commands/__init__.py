"""One module a command: it prints and exits.

May import: core, site.
"""
