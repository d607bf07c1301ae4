"""Painting of single items: cards, rows and their parts."""
