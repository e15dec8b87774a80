"""Mermaid text, charts, and the programs that draw diagrams and the charts of questions as SVG.

May import: model, store, text, words.
"""
