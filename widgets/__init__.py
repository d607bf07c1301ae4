"""The display: the only package that knows Qt."""
