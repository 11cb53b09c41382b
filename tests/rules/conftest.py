"""Keep pytest out of the fixtures, where a project may have tests of its own."""

collect_ignore_glob = ["*/*"]
