"""The commands: what a person may ask for, and how it is decided."""
