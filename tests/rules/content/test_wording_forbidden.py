import pytest

from tests.rules.content.site import found, says, words

RULE = "wording-forbidden"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("对残废人给予补助。", "残废人"),
        ("台湾总统发表讲话。", "台湾总统"),
        ("产品远销日本、台湾、香港等国家。", "台湾、香港等国家"),
        ("香港主权移交二十周年。", "香港主权移交"),
        ("斯普拉特利群岛附近海域。", "斯普拉特利群岛"),
        ("慰问维族群众。", "维族群众"),
        ("聘请弱智人员。", "弱智"),
        ("这个傻逼政策。", "傻逼"),
        ("一肖一码期期准。", "一肖一码"),
        ("百家乐在线玩。", "百家乐"),
        ("久久精品国产免费看。", "久久精品国产"),
        ("代开发票加微信。", "代开发票"),
    ],
)
def test_forbidden(text, word):
    assert words(RULE, text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "台湾当局所谓“台湾外交部”发言人。",
        "革命残废军人证换发公告。",
        "清理摧残废旧物资。",
        "民间音乐家瞎子阿炳。",
        "超市销售傻子瓜子。",
        "公安机关打击百家乐等网络赌博。",
        "警方破获利用时时彩实施诈骗案。",
        "请警惕裸聊诈骗。",
        "严禁代开发票，违者依法查处。",
        "武装逼近，假装逼真。",
        "香港等国际城市，台湾等国际机场。",
        "远销美国、日本、台湾、香港等国家和地区。",
        "英国及中国台湾等国家及地区展团回归。",
        "奥运健儿访问团抵达香港国家队队员受到欢迎。",
        "获广东白小姐中特等奖。",
        "使用管家婆一码通收款。",
        "这批亚洲精品久久不衰。",
        "其中澳门居民占三成。",
        "体操你会做吗？安装13台设备。",
        "伪满洲国时期的建筑。",
        "节约炮弹，大约炮击十次。",
        "昨日博览会闭幕。",
        "妈妈蛋糕店开业，火爆菊花展。",
        "“残废”一词应改为“残疾人”。",
        "香港特别行政区政府、台湾地区。",
        "盲人、聋人、残疾人朋友。",
    ],
)
def test_not_forbidden(text):
    assert words(RULE, text) == []


def test_the_message_names_category_and_advice():
    (finding,) = found(RULE, "对残废人和残废人家属给予补助。")

    assert finding.message.startswith("“残废人”属于涉残疾人用语的禁用或慎用词，改用“残疾人”")
    assert finding.message.endswith("等2处")
    assert not finding.certain


@pytest.mark.parametrize(
    "text",
    [
        "一肖一码期期准。",
        "张某以平特一肖的方式下注。",
        "其在群内辱骂交警傻逼。",
        "该所谓台湾共和国成立于1947年。",
    ],
)
def test_a_decision_tells_what_was_said_and_so_a_person_looks(text):
    assert not found(RULE, text)[0].certain


def test_a_page_on_wording_may_name_them():
    assert not found(RULE, says("残废、瞎子", title="新闻报道中的禁用词和慎用词"))
