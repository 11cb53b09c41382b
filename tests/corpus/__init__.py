"""Small labelled projects, and how well the rules find what is marked in them.

A line that ends in `// expect: rule-name` (Python: `# expect: rule-name`; several by commas) must
be reported by these rules, and no other line by any. `// fine: why` marks what looks like a
mistake and is none. Files below `@base/` are those of an earlier commit.
"""
