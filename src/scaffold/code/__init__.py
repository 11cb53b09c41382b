"""The neutral model of source code: what both languages mean, without their syntax."""
