"""Templates and what fills them: pages, search records, exported Markdown.

May import: authoring, drawing, model, names, outline, quiz, rules, source, store, text, words.
"""
