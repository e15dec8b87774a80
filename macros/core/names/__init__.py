"""What is permanent: names of pages, parts, questions and sources, their lock files, and redirects.

May import: model, outline, quiz, source.
"""
