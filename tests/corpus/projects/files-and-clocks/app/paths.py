from pathlib import Path

FOLDER = Path(__file__).parent
LEDGER = FOLDER / "ledger.txt"
PROMPT = (FOLDER / "prompt.txt").read_text()  # fine: read once, at import
