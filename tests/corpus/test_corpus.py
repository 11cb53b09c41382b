"""How well the rules find what is marked in the labelled projects of `tests/corpus/`."""

import pytest

from scaffold.rules import all_rules
from tests.corpus.scoring import files_of, labels, projects, score, table, total

LANGUAGE = {"ts": "typescript", "tsx": "typescript", "js": "typescript", "py": "python"}


@pytest.mark.parametrize("project", projects())
def test_what_is_marked_is_reported_and_nothing_else(project: str) -> None:
    found = score(project)
    assert not found.misses, table(found)
    assert not found.false_alarms, table(found)


def test_corpus_is_large_enough() -> None:
    found = total()
    assert len(found.hits) + len(found.misses) >= 500
    assert found.negatives >= 500


def test_every_rule_is_in_it_in_each_of_its_languages() -> None:
    seen = {
        (label.rule, LANGUAGE[label.path.rpartition(".")[2]])
        for project in projects()
        for label in labels(project, files_of(project))
    }
    wanted = {(rule.name, language) for rule in all_rules().values() for language in rule.languages}
    assert wanted - seen == set()
    assert {rule for rule, _ in seen} <= set(all_rules())
