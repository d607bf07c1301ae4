"""The figures: one catalogue of formulas, ledgers that merge, and windows over them."""
