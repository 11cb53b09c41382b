"""Commands for who works on this package: new_rule, new_kind, generate, release."""
