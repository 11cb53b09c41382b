"""What is left out of copier's work, and done once, changes nothing of what it renders."""

from pathlib import Path

from scaffold.template import copier_gateway

_PATH = "{% yield name from names %}{{ name }}{% endyield %}"


def test_a_second_render_yields_as_many_files(tmp_path: Path) -> None:
    template = tmp_path / "template"
    for folder in ("one", "two"):
        (template / folder).mkdir(parents=True)
        (template / folder / f"{_PATH}.txt.jinja").write_text(f"{folder}: {{{{ name }}}}\n")
    (template / "copier.yml").write_text("names: { type: yaml, default: '[a, b]' }\n")
    for number, names in enumerate((["a", "b"], ["c"])):
        made = tmp_path / f"made-{number}"
        copier_gateway.render(str(template), made, {"names": names}, ref=None)
        files = {each.relative_to(made).as_posix() for each in made.rglob("*.txt")}
        assert files == {f"{folder}/{name}.txt" for folder in ("one", "two") for name in names}
        for each in made.rglob("*.txt"):
            assert each.read_text() == f"{each.parent.name}: {each.stem}\n"
