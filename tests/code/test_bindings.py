"""What a name stands for where the code says it in another place."""

import pytest

from scaffold.code.bindings import default_of
from tests.support.reading import read

DEFAULTS = {
    "typescript": "function f(a, b = g, { c } = h, d: typeof g = g, ...rest) {}",
    "python": "def f(a, b=g, *, c: object = h, d=None, **rest): ...",
}
GIVEN = {
    "typescript": [None, "g", None, "g", None],
    "python": [None, "g", "h", "None", None],
}


@pytest.mark.parametrize("language", DEFAULTS)
def test_what_a_parameter_is_when_it_is_given_nothing(language: str) -> None:
    outline = read(language, DEFAULTS[language])
    (body,) = (each for each in outline.bodies if each.name == "f")
    given = [default_of(body, index) for index in range(len(body.parameters))]
    assert [each.text if each is not None else None for each in given] == GIVEN[language]
