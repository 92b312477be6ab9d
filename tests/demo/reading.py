"""Reads demo pages with the standard library alone, so that no reader of ours vouches for them."""

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser

from demo.key import Sheet

DAY = date(2026, 11, 24)
SHEET = Sheet.read()
_FULL = re.compile(r"(20\d\d)[-/年](\d{1,2})[-/月](\d{1,2})")


class Page(HTMLParser):
    """All text, script and comment of a page, and all its links."""

    def __init__(self, html):
        super().__init__()
        self.said, self.comments, self.links, self.tags, self.meta = [], [], [], [], {}
        self.feed(html)
        self.close()
        self.text = "\n".join(self.said)
        self.hidden = "\n".join(self.comments)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        named = dict(attrs)
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        if tag == "meta" and named.get("name"):
            self.meta[named["name"]] = named.get("content")

    def handle_data(self, data):
        self.said.append(data)

    def handle_comment(self, data):
        self.comments.append(data)
        inner = Page(data) if "<a " in data else None
        if inner is not None:
            self.links += inner.links


@cache
def city(seed=1, day=DAY):
    """Make a city once."""
    return SHEET.city(seed=seed, day=day)


def dates(text):
    """Every whole date in a text."""
    return [date(*map(int, found)) for found in _FULL.findall(text)]


def decoded(site, answer):
    return answer.body.decode(site.encoding)
