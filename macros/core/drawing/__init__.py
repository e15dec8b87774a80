"""Mermaid text, charts, and the program that draws diagrams as SVG.

May import: model, store, text, words.
"""
