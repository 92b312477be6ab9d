import json
from datetime import datetime, timedelta, timezone

import pytest

from crawler.adapters.dates import BEIJING
from crawler.adapters.media.feed import is_feed, read_feed
from crawler.adapters.media.posts import Post, SourceState
from crawler.adapters.reading import Document
from tests import realpages

SEEN = datetime(2026, 3, 2, 12, tzinfo=BEIJING)
MOMENT = datetime(2026, 2, 27, 9, 0, 12, tzinfo=BEIJING)


def feed(body):
    body = body if isinstance(body, bytes) else body.encode()
    return read_feed(Document(url="http://bridge.test/f", body=body, fetched_at=SEEN))


def rss(items, title="示范发布 | wechat-feeds"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>'
        f"<pubDate>Mon, 02 Mar 2026 10:00:00 +0800</pubDate>{items}</channel></rss>"
    )


def item(published, title="示范市召开会议", tag="pubDate"):
    return (
        f"<item><title>{title}</title><link>https://mp.test/s/1</link>"
        f"<{tag}>{published}</{tag}></item>"
    )


@pytest.mark.parametrize(
    "published",
    [
        "Fri, 27 Feb 2026 09:00:12 +0800",
        "Fri, 27 Feb 2026 01:00:12 GMT",
        "Fri, 27 Feb 2026 09:00:12",  # without a zone: China's, not UTC
        "2026-02-27 09:00:12",
        "2026-02-27T01:00:12Z",
    ],
)
def test_the_moment_of_a_post(published):
    posts = feed(rss(item(published)))

    assert posts.source_state is SourceState.OK
    assert posts.account == "示范发布"
    assert posts.posts == (
        Post(title="示范市召开会议", url="https://mp.test/s/1", published=MOMENT),
    )


def test_the_build_time_of_a_feed_without_posts_is_no_post():
    posts = feed(rss(""))

    assert (posts.source_state, posts.posts) == (SourceState.EMPTY, ())


def test_atom_prefers_publication_to_change():
    posts = feed(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>示范发布</title>'
        "<updated>2026-03-02T00:00:00Z</updated><entry><title type='html'>&lt;b&gt;一&lt;/b&gt;"
        " &amp;amp; 二</title><link rel='self' href='https://x.test/'/><link href='https://mp.test/s/1'/>"
        "<updated>2026-03-01T00:00:00Z</updated><published>2026-02-27T01:00:12Z</published></entry>"
        "</feed>"
    )

    assert posts.posts == (Post(title="一 & 二", url="https://mp.test/s/1", published=MOMENT),)


def test_a_json_feed_that_gives_only_date_modified():
    body = {
        "version": "https://jsonfeed.org/version/1",
        "title": "示范发布",
        "items": [
            {
                "id": "1",
                "url": "https://mp.test/s/1",
                "title": "[置顶] 示范市召开会议",
                "date_modified": "2026-02-27T01:00:12.000Z",
            }
        ],
    }
    posts = feed(json.dumps(body))

    assert posts.posts[0].published == MOMENT
    assert posts.posts[0].pinned


def test_rdf_in_gbk_with_a_bare_ampersand():
    text = (
        '<?xml version="1.0" encoding="gb2312"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>示范发布</title></channel>'
        "<item><title>工作 & 生活，示范市召开会议</title><link>https://mp.test/s/1</link>"
        "<dc:date>2026-02-27T09:00:12+08:00</dc:date></item></rdf:RDF>"
    )
    posts = feed(text.encode("gb18030"))

    assert posts.account == "示范发布"
    assert posts.posts[0].published == MOMENT
    assert "示范市召开会议" in posts.posts[0].title


def test_a_deleted_post_says_so():
    posts = feed(rss(item("2026-02-27 09:00:12", title="该内容已被发布者删除")))

    assert posts.posts[0].deleted


@pytest.mark.parametrize(
    "body",
    ["", "<html><body>502 Bad Gateway</body></html>", "{", "[]", '{"items": []}', "\x00\x01"],
)
def test_what_is_no_feed_is_broken(body):
    assert feed(body).source_state is SourceState.BROKEN


def test_entities_are_not_expanded():
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    posts = feed(bomb + rss("<item><title>&b;&f;</title></item>").partition("?>")[2])

    assert "aaaa" not in "".join(post.title for post in posts.posts)
    assert "root" not in "".join(post.title for post in posts.posts)


def test_the_json_of_a_feed():
    printed = feed(rss(item("2026-02-27T01:00:12Z"))).as_json("a.xml")

    assert printed == {
        "path": "a.xml",
        "kind": "posts",
        "account": "示范发布",
        "source_state": "ok",
        "posts": [
            {
                "title": "示范市召开会议",
                "url": "https://mp.test/s/1",
                "published": "2026-02-27T09:00:12+08:00",
                "pinned": False,
                "deleted": False,
            }
        ],
    }


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<rss version="2.0">', True),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', True),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', True),
        (b"<html><body>rss</body></html>", False),
        (b'{"version": 1}', False),
        (b"<!---->" * 300 + b"<rss>", True),
        (b"<!---->" * 300 + b"<html>", False),  # once this took longer than the sun will burn
    ],
)
def test_a_feed_is_told_by_its_beginning(body, told):
    assert is_feed(body) is told


@pytest.mark.realpages
def test_real_feeds():
    path = realpages.FOLDER / "truth.json"
    if not path.exists():
        pytest.skip(f"没有真实订阅源：{realpages.FOLDER}")
    truth = json.loads(path.read_text(encoding="utf-8")).get("feeds")
    if not truth:
        pytest.skip("truth.json 没有订阅源")
    for one in truth["files"]:
        posts = feed((realpages.FOLDER / one["file"]).read_bytes())
        moments = [post.published for post in posts.posts]
        zone = timezone(timedelta(hours=8))
        assert posts.account == one["account"]
        assert len(posts.posts) == one["items"]
        assert max(moments).astimezone(zone).isoformat() == one["newest"]
        assert min(moments).astimezone(zone).isoformat() == one["oldest"]
