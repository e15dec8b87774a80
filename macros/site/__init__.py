"""Connects the core to MkDocs. Nothing else knows MkDocs.

May import: core.
"""
