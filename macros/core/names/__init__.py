"""What is permanent: names of pages, parts, questions and sources, their lock, and where former ones lead.

May import: model, outline, quiz, source.
"""
