"""Real generated projects: installed from npm and PyPI, checked, built, served and run."""
