"""The registry: found, read and edited to the byte."""
