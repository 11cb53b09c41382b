"""`python -m tests.corpus`: hits, misses and false alarms of each rule."""

import sys

from tests.corpus.scoring import table, total

if __name__ == "__main__":
    found = total()
    print(table(found))
    sys.exit(1 if found.misses or found.false_alarms else 0)
