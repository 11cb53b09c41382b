"""The places for real providers; these ones work on the console and in memory."""
