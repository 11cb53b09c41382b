"""Follow the template: update, drift, and our part of files that are the user's."""
