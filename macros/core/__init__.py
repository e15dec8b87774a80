"""The concept model and everything derived from it. Imports neither MkDocs nor mkdocs-macros."""
