"""The cache of what a build makes. It holds data only, never code.

May import: source.
"""
