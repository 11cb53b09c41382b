"""Scaffold Inngest projects, add functions to them, and check that they stay durable."""
