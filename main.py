"""The program's door: hands over to the command line, nothing else."""

from wallboard.cli import main

if __name__ == "__main__":
    main()
