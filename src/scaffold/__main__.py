"""Start the program."""

import sys


def main() -> None:
    """Run the command line."""
    from scaffold.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
