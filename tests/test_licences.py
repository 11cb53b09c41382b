"""What users install with this package is listed, and its licences bind nobody."""

from tests.licences import ALLOWED, COPYLEFT, PAGE, licences


def test_every_dependency_is_listed() -> None:
    found = licences()
    assert {"copier", "tree-sitter", "typer"} <= found.keys()
    page = PAGE.read_text(encoding="utf-8")
    listed = {line.split("|")[1].strip(" *") for line in page.splitlines() if line[:1] == "|"}
    assert found.keys() <= listed, "run `python -m tests.licences`"


def test_every_licence_is_known_and_permissive() -> None:
    assert {name for name, said in licences().items() if not ALLOWED.search(said)} <= COPYLEFT
    page = PAGE.read_text(encoding="utf-8").partition("<!-- licences:end -->")[2]
    assert all(f"`{name}`" in page for name in COPYLEFT), "say so below the table"
