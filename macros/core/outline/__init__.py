"""What the site and each of its pages consist of: names, anchors, headings, order.

May import: model, text, words.
"""
