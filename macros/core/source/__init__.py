"""Turns bytes into values with places, and names problems. It knows no record.

May import: no other package.
"""
