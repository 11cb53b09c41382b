"""Check a project: on disk, in processes, with baselines and suppressions, and report."""
