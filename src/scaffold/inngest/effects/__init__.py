"""What the calls of a handler do to the world, and what they give: known by name, or proved."""
