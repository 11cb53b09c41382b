"""Names in a project that mean the same to every command, where nothing slow is loaded."""

ANSWERS_FILE = ".copier-answers.yml"
SKIPPED_FOLDERS = frozenset(
    {".git", "node_modules", ".next", "dist", "build", ".venv", "venv", "__pycache__",
     ".turbo", "coverage", "out"}
)  # fmt: skip
"""What tools make, and hold for themselves."""
# What says of a folder that a package of a language is in it, and what that needs.
MANIFESTS: dict[str, tuple[str, ...]] = {
    "typescript": ("package.json", "deno.json", "deno.jsonc"),
    "python": ("pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "requirements.txt"),
}
STARTED_BY = "manage.py"  # a project of Django has it where its manifest would be
