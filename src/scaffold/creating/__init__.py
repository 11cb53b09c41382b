"""Make a new project from the template."""
