"""The files for coding agents that a repository has already, whoever wrote them."""

import os
from pathlib import Path
from typing import NamedTuple

from scaffold.syntax.files import Files

CLAUDE, AGENTS = "CLAUDE.md", "AGENTS.md"
_FILES = (
    CLAUDE,
    AGENTS,
    "CLAUDE.local.md",
    ".claude/CLAUDE.md",
    ".claude/settings.json",
    ".claude/settings.local.json",
    ".mcp.json",
    ".cursorrules",
    ".windsurfrules",
    "GEMINI.md",
    ".github/copilot-instructions.md",
)
_FOLDERS = (
    ".claude/rules",
    ".claude/skills",
    ".claude/commands",
    ".claude/agents",
    ".cursor/rules",
    ".github/instructions",
)


class AgentDocs(NamedTuple):
    """What there is for agents, and how the two files that all of them share are tied."""

    paths: tuple[str, ...]
    claude: bool
    agents: bool
    claude_is_agents: bool
    """Whether CLAUDE.md is a link to AGENTS.md."""
    agents_is_claude: bool
    lines: int
    """Of CLAUDE.md, as it is."""


def agent_docs(root: Path, files: Files) -> AgentDocs:
    """Return the files for agents in a repository."""
    there = [path for path in _FILES if files.read(path) is not None]
    there += [f"{path}/" for path in _FOLDERS if (root / path).is_dir()]
    claude, agents = files.read(CLAUDE), files.read(AGENTS)
    same = os.path.realpath(root / CLAUDE) == os.path.realpath(root / AGENTS)
    return AgentDocs(
        paths=tuple(sorted(there)),
        claude=claude is not None,
        agents=agents is not None,
        claude_is_agents=same and (root / CLAUDE).is_symlink(),
        agents_is_claude=same and (root / AGENTS).is_symlink(),
        lines=0 if claude is None else claude.count(b"\n"),
    )
