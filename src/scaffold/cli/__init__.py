"""The command line: parse, call one use case, print, exit. No logic.

Each module of this package declares the commands of one concern on `app`.
"""
