"""The TypeScript that the rules are tested on, read by the real compiler."""

import json
from pathlib import Path

from tests.support.rule_cases import SUFFIXES, rule_cases

from .processes import run
from .workshop import Workshop

# Syntax alone: what the files import is made up, and what they say is wrong on purpose.
_SCRIPT = """
import { readFileSync } from "node:fs";
import ts from "typescript";
const found = {};
for (const path of JSON.parse(readFileSync("paths.json", "utf8"))) {
  const { parseDiagnostics } = ts.createSourceFile(
    path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true,
  );
  found[path] = parseDiagnostics.map((each) => ts.flattenDiagnosticMessageText(each.messageText));
}
console.log(JSON.stringify(found));
"""
_WRONG = "const one = ;\n"


def test_the_compiler_parses_every_case(workshop: Workshop, node: str, tmp_path: Path) -> None:
    paths = ["wrong.ts"]
    (tmp_path / "wrong.ts").write_text(_WRONG)
    for case in rule_cases():
        for path, text in case.files.items():
            if Path(path).suffix in SUFFIXES["typescript"]:
                paths.append(f"{case.id}/{path}")
                (tmp_path / paths[-1]).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / paths[-1]).write_text(text)
    (tmp_path / "paths.json").write_text(json.dumps(paths))
    (tmp_path / "parse.mjs").write_text(_SCRIPT)
    (tmp_path / "node_modules").symlink_to(workshop.node_modules("4"))
    done = run([node, "parse.mjs"], tmp_path).check()
    found = json.loads(done.output)
    assert list(found) == paths, "all are read"
    assert found.pop("wrong.ts") == ["Expression expected."], "what does not parse is found"
    assert {path: messages for path, messages in found.items() if messages} == {}
