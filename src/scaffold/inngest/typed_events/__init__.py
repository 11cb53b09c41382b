"""Typed events: found in every form, added and removed in the form that is there."""
