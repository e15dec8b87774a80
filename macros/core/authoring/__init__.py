"""What writes into data/: layout, scaffold, JSON Schemas, and the field guide.

May import: model, source.
"""
