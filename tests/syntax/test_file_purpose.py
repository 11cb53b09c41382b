"""What a file is for, by its path alone, in both languages and every tool's convention."""

import pytest

from scaffold.syntax.file_purpose import is_app_file, purpose_of

APP = [
    "src/inngest/client.ts", "inngest/test.ts", "src/contest.ts", "src/latest/a.ts", "app/a.py",
    "app/testing_tools.py", "src/specs.ts", "src/attest.py", "src/protest/run.ts",
    "app/api/test/route.ts", "src/app/(dash)/tests/page.tsx", "pages/api/test/send.ts",
    "src/routes/test/+server.ts", "src/vendor/onboard.ts", "src/build/pipeline.ts",
    "lib/out/mail.ts", "scripts/seed.ts", "examples/next/inngest/hello.ts", "src/story.ts",
    "src/generated-reports/weekly.ts", "lib/ab-test.ts", "src/openapi-spec.ts",
]  # fmt: skip
OTHERS = {
    "test": [
        "src/a.test.ts", "src/a.spec.tsx", "src/a.test.mjs", "app.e2e-spec.ts", "src/a.cy.ts",
        "src/a.e2e.ts", "src/a.test-d.ts", "src/a.bench.ts", "src/__tests__/a.ts", "test/a.ts",
        "packages/x/tests/a.ts", "e2e/a.ts", "e2e/app/page.tsx", "cypress/support/a.ts",
        "integration-tests/a.ts", "unit_tests/a.py", "test-utils/a.ts", "vitest.config.ts",
        "vitest.setup.ts", "jest.config.js", "src/setupTests.ts", "tests/test_a.py",
        "app/test_a.py", "app/a_test.py", "conftest.py", "app/conftest.py", "shop/tests.py",
        "app/api/__tests__/route.ts", "app/api/inngest/route.test.ts",
    ],
    "fixture": [
        "fixtures/a.ts", "src/__fixtures__/a.ts", "src/__mocks__/a.ts", "testdata/a.py",
        "src/mocks/handlers.ts", "tests/fixtures/a.py", "src/a.mock.ts", "src/a.fixture.ts",
    ],
    "story": ["src/a.stories.tsx", ".storybook/main.ts"],
    "types": ["src/types.d.ts", "index.d.mts"],
    "generated": [
        "src/__generated__/a.ts", "src/routeTree.gen.ts", "src/api.generated.ts", "a/b_pb2.py",
        "proto/b_pb2_grpc.py", "dist/a.js", "packages/x/dist/a.js", "build/a.js",
        "packages/x/build/a.js", ".next/server/a.js", "public/app.min.js",
    ],
    "vendored": [
        "node_modules/inngest/index.js", "packages/x/node_modules/y/a.test.js",
        ".venv/lib/site-packages/inngest/__init__.py", "third_party/a.py", "vendor/a.js",
    ],
}  # fmt: skip


@pytest.mark.parametrize("path", APP)
def test_a_file_of_the_app(path: str) -> None:
    assert purpose_of(path) == "app"
    assert is_app_file(path)


@pytest.mark.parametrize(
    ("path", "purpose"), [(path, purpose) for purpose, paths in OTHERS.items() for path in paths]
)
def test_a_file_that_does_not_run(path: str, purpose: str) -> None:
    assert purpose_of(path) == purpose
    assert not is_app_file(path)
