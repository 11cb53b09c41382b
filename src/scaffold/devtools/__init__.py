"""Commands for who works on this package: generate, release."""
