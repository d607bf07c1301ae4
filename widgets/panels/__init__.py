"""The panels of the board; none of them imports another."""
