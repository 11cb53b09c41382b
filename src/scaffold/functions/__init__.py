"""Add, remove, rename and list functions."""
