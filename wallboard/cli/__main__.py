"""`python -m wallboard.cli` is the program."""

from wallboard.cli import main

if __name__ == "__main__":
    main()
