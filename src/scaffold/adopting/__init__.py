"""Bring what scaffold offers to a repository that it did not make, and take it out again."""
