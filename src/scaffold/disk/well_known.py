"""Names in a project that mean the same to every command, where nothing slow is loaded."""

ANSWERS_FILE = ".copier-answers.yml"
SKIPPED_FOLDERS = frozenset(
    {".git", "node_modules", ".next", "dist", "build", ".venv", "venv", "__pycache__",
     ".turbo", "coverage", "out"}
)  # fmt: skip
"""What tools make, and hold for themselves."""
