"""Keys, grading and order of questions, and the question bank as a whole.

May import: model, source, text, words.
"""
