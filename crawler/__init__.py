"""How sites are looked at. Knows pages and politeness; knows no rule."""

import sys
from pathlib import Path

# The `scrapy` script puts the project last on sys.path, where any installed package called
# `rules`, `storage` or `reports` would hide ours.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
