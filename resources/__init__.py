"""Fonts, themes, translations and layouts that come with the program."""
