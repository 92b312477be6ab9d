# ruff: noqa: E501 - sentences keep their lines
"""Codes of every kind that look private and are not."""

from random import Random

from demo import numbers
from demo.papers import sheets
from demo.stories.story import Leaf, Scene, Story, table


def _index(scene: Scene) -> list[str]:
    rng = scene.rng
    rows = [["索引号", "文号", "名称"]]
    for n in range(1, 13):
        code = f"11{rng.randrange(10**6):06d}{rng.randrange(10**8):08d}{rng.choice('ABCDEY')}"
        short = f"{rng.randrange(10**9):09d}/{2018 + n % 8}-{rng.randrange(10**5):05d}"
        rows.append([short if n % 3 else f"{code}/2026-{n:05d}", f"示府〔2026〕{n}号", f"文件{n}"])
    return [table(rows)]


def _credit_codes(scene: Scene) -> list[str]:
    rng = scene.rng
    rows = [["企业名称", "统一社会信用代码"]]
    rows += [[f"示范第{n}建设有限公司", numbers.credit_code(rng)] for n in range(1, 10)]
    rows += [[f"示范第{n}合作社", f"9344540{rng.randrange(10**11):011d}"] for n in range(10, 14)]
    return [table(rows)]


def _projects(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　项目代码：{rng.randint(2019, 2026)}-445400-48-01-{rng.randrange(10**6):06d}，"
        f"合同编号：HT{rng.randrange(10**14):014d}，招标编号：SFZB-{numbers.broken_id(rng)}，"
        f"采购计划编号：445400-2026-{rng.randrange(10**5):05d}。"
        for _ in range(4)
    ]


def _orders(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　投诉编号{rng.randrange(10**17):017d}，订单号{rng.randrange(10**20):020d}，运单号SF{rng.randrange(10**13):013d}，"
        f"支付流水号42000012342026{rng.randrange(10**14):014d}，已协调商家退款。"
        for _ in range(4)
    ]


def _decimals(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　监测点坐标：东经{rng.uniform(110, 116):.15f}，北纬{rng.uniform(21, 25):.15f}；"
        f"计算取π≈3.14159265358979323846，折算系数{rng.random():.18f}。"
        for _ in range(3)
    ]


def _figures_xlsx(rng: Random) -> bytes:
    rows: list[sheets.Row] = [
        [
            f"项目{n}",
            rng.randrange(10**15),
            rng.random(),
            rng.random() * 10**9,
            f"0.{rng.randrange(10**18):018d}",
        ]
        for n in range(1, 20)
    ]
    return sheets.xlsx([["项目", "总量", "系数", "金额", "原值"], *rows], sheet="测算")


def _bars(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　抽检产品条形码69{rng.randrange(10**11):011d}，生产批号{rng.randint(2024, 2026)}0{rng.randint(1, 9)}15A{rng.randrange(100):02d}，"
        f"国药准字Z2026{rng.randrange(10**4):04d}，ISBN 978-7-{rng.randrange(10**4):04d}-{rng.randrange(10**4):04d}-{rng.randrange(10)}。"
        for _ in range(5)
    ]


def _stamps(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　日志记录：20261{rng.randint(0, 1)}{rng.randint(10, 28)}{rng.randrange(10**9):09d}，文件W0202611{rng.randint(10, 28)}{rng.randrange(10**12):012d}.jpg，"
        f"标识{rng.getrandbits(128):032x}，毫秒时间17{rng.randrange(10**11):011d}。"
        for _ in range(4)
    ]


def _trains(scene: Scene) -> list[str]:
    rng = scene.rng
    return [
        f"　　乘坐G{rng.randint(1000, 9999)}次列车的旅客请从东进站口进站；G15{rng.randint(10, 99)}高速公路示范段临时封闭；"
        f"采购编号E2026{rng.randrange(10**6):06d}，设备型号EA-{rng.randrange(10**7):07d}。"
        for _ in range(3)
    ]


STORIES = (
    Story(
        id="index-numbers",
        site="@edge-trs",
        column="policy",
        at=4,
        title="规范性文件目录",
        says=_index,
    ),
    Story(
        id="credit-codes",
        site="@one-item-gkmlpt",
        column="policy",
        at=3,
        title="信用评价结果公布",
        says=_credit_codes,
    ),
    Story(
        id="project-numbers",
        site="@duplicate-empire",
        column="notices",
        at=6,
        title="政府投资项目进展公告",
        says=_projects,
    ),
    Story(
        id="order-numbers",
        site="@edge-trs",
        column="notices",
        at=10,
        title="消费投诉处理结果公示",
        says=_orders,
    ),
    Story(
        id="long-decimals",
        site="@nav-only-epoint",
        column="news",
        at=12,
        title="地质灾害监测点布设完成",
        says=_decimals,
    ),
    Story(
        id="a-figures",
        site="@one-item-gkmlpt",
        column="news",
        at=8,
        title="投入产出测算表发布",
        files=(Leaf(id="figures-xlsx", words="测算表.xlsx", ending="xlsx", make=_figures_xlsx),),
    ),
    Story(
        id="bar-codes",
        site="@duplicate-empire",
        column="news",
        at=7,
        title="食品抽检信息",
        says=_bars,
    ),
    Story(
        id="time-stamps",
        site="@ascending-webplus",
        column="news",
        at=8,
        title="系统运行情况通报",
        says=_stamps,
    ),
    Story(
        id="letters-and-digits",
        site="@edge-trs",
        column="notices",
        at=16,
        title="出行提示",
        says=_trains,
    ),
)
