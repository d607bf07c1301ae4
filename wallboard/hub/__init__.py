"""The hub: takes events in, keeps them, and sends them on to every display."""
