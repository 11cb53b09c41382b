"""Names for diagnostics that stay the same when lines move, for baselines and comparisons."""

from scaffold.reporters._fingerprints import fingerprints as fingerprints
