"""Mermaid text, charts, and the programs that draw diagrams, charts and figures as SVG.

May import: model, store, text, words.
"""
