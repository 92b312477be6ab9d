# ruff: noqa: E501 - pages keep the lines that they have on the wire
"""What stands where a page should: walls before sites, and pages that break readers."""

import gzip
from random import Random

from demo.city import DemoSite

NESTING = 40_000
HUGE = 10 * 2**20
_TAGS = (
    "select", "option", "optgroup", "div", "script", "template", "table", "tr", "form", "iframe",
    "svg", "math", "frameset",
)  # fmt: skip
_WORDS = ("", " size=3", " multiple", " selected")
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def nested(inner: str) -> str:
    """A list, and after it divs forty thousand deep."""
    return f"{inner}{'<div>' * NESTING}深{'</div>' * NESTING}"


def misnested(inner: str) -> str:
    """A list, and after it select and option in no order at all."""
    rng = Random(796)  # noqa: S311 - the seed that is known to break a parser
    tokens = []
    for _ in range(400 * 20):
        tag = rng.choice(_TAGS)
        closing = rng.random() < 0.5
        tokens.append(f"</{tag}>" if closing else f"<{tag}{rng.choice(_WORDS)}>")
        tokens.append(rng.choice(("", "x")))
    return inner + "".join(tokens)


def ruishu(site: DemoSite) -> str:
    """The page of a wall that wants its script run."""
    rng = Random(f"ruishu {site.seed}")  # noqa: S311 - noise
    noise = "".join(rng.choice("abcdefghijklmnopqrstuvwxyzABCDEF0123456789_.") for _ in range(4000))
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta content="{noise[:200]}" r="m"><script type="text/javascript" r="m">$_ts=window['$_ts'];if(!$_ts)$_ts={{}};$_ts.nsd={rng.randrange(10**5)};$_ts.cd="{noise}";if($_ts.lcd)$_ts.lcd();</script><script type="text/javascript" charset="iso-8859-1" src="/Tg3kYx9pQz/{noise[:8]}.js" r="m"></script></head><body></body></html>"""


def jiasule() -> str:
    """The page that sets the clearance cookie by script."""
    return (
        "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('clearance')+('_s')+('=')"
        "+(+!+[]+'')+('7')+('.')+([]+0)+('|-1|')+('demo')+';max-age=3600;path=/';"
        "location.href=location.pathname+location.search</script>"
    )


def shell(site: DemoSite) -> str:
    """A page that says nothing without its script."""
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{site.office.site_name}</title><link href="/static/css/app.3f2c.css" rel="stylesheet"></head><body><noscript><strong>本网站需要启用JavaScript才能浏览。</strong></noscript><div id="app"></div><script src="/static/js/chunk-vendors.81ab.js"></script><script src="/static/js/app.9c01.js"></script></body></html>"""


def captcha() -> str:
    """A page that asks for a code, with status 200."""
    return """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>安全验证</title>
<style>.box{width:420px;margin:120px auto;border:1px solid #ddd;padding:30px}</style></head>
<body><div class="box"><h2>访问验证</h2>
<p>您的访问过于频繁，为保证正常访问，请输入验证码后继续。</p>
<form action="/waf_verify" method="post"><img src="/waf_captcha.png" alt="验证码">
<input name="captcha" placeholder="请输入图中的验证码"><input type="submit" value="提交"></form>
<p>事件编号：7c1e09</p></div></body></html>"""


def forbidden() -> str:
    """What a server says to an agent that it does not like."""
    return (
        "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n"
        "<center><h1>403 Forbidden</h1></center>\r\n<hr><center>nginx</center>\r\n"
        "</body>\r\n</html>\r\n"
    )


def maintenance(site: DemoSite) -> str:
    """A notice in the place of the site or of a column."""
    return f"""<!DOCTYPE html><html><head><meta charset="{site.declared}"><title>网站维护中</title></head>
<body><div style="text-align:center;margin-top:160px"><img src="/images/wh.png" alt="">
<h1>网站维护中</h1><p>系统升级维护，暂时无法访问，给您带来不便，敬请谅解。</p></div></body></html>"""


def missing(site: DemoSite) -> str:
    """The page of an address that is not there."""
    return f"""<!DOCTYPE html><html><head><meta charset="{site.declared}"><title>404 页面不存在</title></head>
<body><h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p><a href="/">返回首页</a></body></html>"""


def broken() -> str:
    """What an application server prints when it falls over."""
    return (
        "<html><head><title>HTTP Status 500</title></head><body><h1>HTTP Status 500</h1>"
        "<p>java.sql.SQLException: Cannot get a connection, pool exhausted</p></body></html>"
    )


def image() -> bytes:
    """A picture."""
    return _PNG


def huge() -> bytes:
    """Ten megabytes of one line."""
    return b"<html><body>" + b"a" * HUGE


def cut(page: bytes) -> bytes:
    """A gzip stream that ends before the list begins."""
    whole = gzip.compress(page, mtime=0)
    return whole[: len(whole) // 12]


def garbage(seed: str) -> bytes:
    """Bytes that are no HTTP."""
    return Random(f"garbage {seed}").randbytes(2048)  # noqa: S311 - noise
