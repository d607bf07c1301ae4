"""Qt item models over the floor, with stable rows and merged changes."""
