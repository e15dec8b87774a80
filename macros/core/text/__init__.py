"""Contributors' text, formulas, arithmetic, terms and the bibliography: text in, HTML or words out.

May import: model.
"""
