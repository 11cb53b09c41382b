"""The plugin for Claude Code: what it points at exists, and it tells agents what is so."""

import json
import re
import shlex
from pathlib import Path

import yaml

from scaffold.cli.app import options_of_commands
from scaffold.hooks.install import install
from scaffold.outcome import prepare
from tests.support.paths import REPOSITORY

FOLDER = REPOSITORY / ".claude-plugin"
SKILL = (FOLDER / "plugin/skills/add-inngest-function/SKILL.md").read_text(encoding="utf-8")


def test_the_marketplace_leads_to_the_plugin() -> None:
    market = json.loads((FOLDER / "marketplace.json").read_text(encoding="utf-8"))
    (plugin,) = market["plugins"]
    root = REPOSITORY / plugin["source"]
    manifest = json.loads((root / ".claude-plugin/plugin.json").read_text(encoding="utf-8"))
    assert manifest["name"] == plugin["name"] == market["name"]


def test_its_hooks_are_those_that_installing_wires(tmp_path: Path) -> None:
    install(prepare(tmp_path, dry_run=False))
    wired = json.loads((tmp_path / ".claude/settings.json").read_text(encoding="utf-8"))
    hooks = json.loads((FOLDER / "plugin/hooks/hooks.json").read_text(encoding="utf-8"))
    assert hooks["hooks"] == wired["hooks"]
    assert set(hooks["hooks"]) == {"PostToolUse", "Stop"}


def test_its_skill_names_commands_and_options_that_exist() -> None:
    _, head, body = SKILL.split("---\n", 2)
    assert yaml.safe_load(head)["name"] == "add-inngest-function"
    known = options_of_commands()
    commands = re.findall(r"inngest-scaffold ([a-z-]+[^`\n]*)", body)
    assert len(commands) > 8
    for line in commands:
        words = shlex.split(line)
        assert words[0] in known, line
        assert {word for word in words if word.startswith("--")} <= known[words[0]] | {"--help"}
    for option in re.findall(r"`(--[a-z-]+)", body):
        assert option in known["add-function"], option
