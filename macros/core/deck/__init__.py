"""All questions as cards for Anki: notes, the package of them, and the same as text. It knows no addresses.

May import: drawing, model, outline, quiz, source, text, words.
"""
