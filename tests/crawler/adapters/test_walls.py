import pytest

from crawler.adapters import read
from crawler.adapters.reading import Document
from storage.records import PageKind
from tests.crawler.adapters.shapes import SEEN

FEW = "<a href='/a'>帮助</a>"
MENU = "".join(f"<a href='/{n}/'>政务公开</a>" for n in range(12))
REAL = "<title>国家药品监督管理局--数据查询</title><meta name=channel content=数据查询>"
NAMES = "".join(f"var _$a{c}=_$b{c};" for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ")


def kind(html, url="http://www.sf.gov.cn/zwgk/tzgg/"):
    return read(Document(url=url, body=html.encode(), fetched_at=SEEN)).kind


@pytest.mark.parametrize(
    "html",
    [
        f"<head>{REAL}</head><body></body><script r='m'>//_$if();</script>",
        f"<head>{REAL}<script>{NAMES}eval(_$aa)</script></head><body></body>",
        "<title>创宇盾 - 访问验证</title><p>请完成验证后继续访问</p><p>时间：2026-11-24</p>",
        "<title>县政府门户网站</title><h2>当前访问疑似黑客攻击，已被创宇盾拦截</h2>",
        "<script>document.cookie='__jsl'+'x=1';location.href=location.pathname</script>",
        "<title>405</title>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。",
        "<title>提示</title>您提交的请求可能对网站造成威胁，请求已被管理员设置的策略阻断。",
        "<title>网站防火墙</title>您的请求带有不合法参数，已被网站管理员设置拦截！",
        "The requested URL was rejected. Your support ID is: 1234567890" + FEW,
        "<title>Just a moment...</title>Enable JavaScript and cookies to continue",
        "<script src='/_Incapsula_Resource?a=1'></script>Incapsula incident ID: 1-2",
        "<title>市政府</title><script src='//g.alicdn.com/AWSC/AWSC/awsc.js'></script>请按住滑块",
        "<p>系统检测到您的访问行为异常，请输入图片中的验证码</p><img src='/captcha.jpg'>",
    ],
)
def test_a_wall_s_page_is_a_refusal_whatever_its_title(html):
    assert kind(html) is PageKind.REFUSED


@pytest.mark.parametrize(
    "html",
    [
        f"{MENU}<h1>您的访问被拦截怎么办？县网信办提醒</h1><p>发布时间：2026-01-02</p>"
        f"<p>{'如果页面提示您的访问已被拦截，请联系网站管理员处理，不要反复刷新。' * 8}</p>",
        "<title>用户登录</title><form>用户名<input>密码<input>请输入验证码<img src='c.jpg'></form>",
        "<title>局长信箱</title><form>姓名<input>来信内容<textarea></textarea>请输入验证码</form>",
        "<title>提示</title><p>您访问的页面不存在或已被屏蔽</p><a href='/'>返回首页</a>",
        "<title>平台</title><div id='app'></div><script src='/static/js/app.js'></script>",
    ],
)
def test_a_page_that_speaks_of_walls_is_none(html):
    assert kind(html) is not PageKind.REFUSED
