"""The node type of a syntax tree, for code that passes nodes on without importing the parser."""

from tree_sitter import Node as Node
