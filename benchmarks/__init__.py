"""The measurements of `make bench`: ratios within one run, each beside what it is held to."""
