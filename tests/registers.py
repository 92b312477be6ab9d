"""A small register for tests, and where things stand in it."""

CITY = """\
id = "demo"
name = "示范市"
standard = "cn-2019-19"

[politeness]
delay_seconds = 2.0  # 秒

# ―― 单位 ――
[[units]]
id = "jyj"  # 教育局
name = "示范市教育局"

# ―― 网站 ――
[[sites]]
id = "jyj"
code = "9900000002"
name = "示范市教育局"  # 以挂牌为准
unit = "jyj"
url = "http://jyj.demo.gov.cn/"

# ―― 账号 ――
[[accounts]]
id = "wechat-jyj"
platform = "wechat"
name = "示范教育"
unit = "jyj"
"""


def at(text: str) -> int:
    """Return the line, from 1, where this text first stands in the register."""
    return CITY[: CITY.index(text)].count("\n") + 1
