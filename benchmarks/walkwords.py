"""What the benchmark's site says: official prose without end, the same for the same number.

Names, numbers and telephones are made up. Some pages hold private numbers and wrong words, about as
rarely as real ones do, so that what finds them has something to do and what reports them, too.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NEWEST = date(2026, 11, 20)
_ORGANS = _words(
    "市发展改革委 市教育局 市科技局 市工业和信息化局 市公安局 市民政局 市司法局 市财政局 "
    "市人力资源社会保障局 市自然资源局 市生态环境局 市住房城乡建设局 市交通运输局 市水利局 "
    "市农业农村局 市商务局 市文化广电旅游局 市卫生健康委 市应急管理局 市审计局 市市场监管局 "
    "市统计局 市医保局 市城市管理执法局 市行政审批服务局 各区县人民政府"
)
_MATTERS = _words(
    "优化营商环境 城镇老旧小区改造 农村人居环境整治 中小学课后服务 河湖长制 安全生产专项整治 "
    "政务公开标准化规范化 高标准农田建设 养老服务体系建设 医疗保障基金监管 "
    "食品安全示范城市创建 防汛抗旱 森林防火 稳就业保就业 乡村振兴 义务教育优质均衡发展 "
    "历史文化名城保护 大气污染防治 工程建设项目审批制度改革 电动自行车安全隐患治理 "
    "公共租赁住房保障 退役军人服务保障 未成年人保护 普惠托育服务 数字政府建设 招商引资 "
    "知识产权保护 统计数据质量核查"
)
_PLACES = _words(
    "城东区 城西区 江北新区 高新技术产业开发区 青石镇 白云乡 柳河街道 桃源村 滨江社区 双塔路 "
    "文昌大道 望湖公园 云岭水库 南港码头 东湖湿地 石桥工业园 新华书店旧址 长岭林场"
)
_SENTENCES = (
    "根据《{city}人民政府办公室关于推进{m}工作的实施意见》（{c}）要求，现将有关事项通知如下。",
    "{d}，{o}在{p}召开{m}工作推进会，传达学习上级会议精神，研究部署下一阶段重点任务。",
    "会议指出，{m}是一项系统工程，各级各部门要提高站位、压实责任，确保各项措施落到实处、见到实效。",
    "截至{d}，全市累计完成投资{n}.{k}亿元，占年度计划的{k}{k2}.{k}%，较上年同期增长{k}.{k2}个百分点。",
    "{o}负责牵头组织实施，{o2}、{o3}按照职责分工配合做好相关工作。",
    "本次检查共抽查单位{n}家，发现问题{k}{k2}个，已当场整改{k}个，其余问题已下达限期整改通知书。",
    "申请人应当在{d}前向{p}便民服务中心提出书面申请，并提交下列材料，逾期不予受理。",
    "各有关单位要于每月{k2}日前将工作进展情况书面报送{o}，重大事项随时报告。",
    "为进一步做好{m}工作，切实保障人民群众合法权益，结合我市实际，制定本方案。",
    "市民对上述公示内容如有异议，请自公示之日起{k}个工作日内以书面形式向{o}反映，并提供必要的证明材料。",
    "据介绍，该项目位于{p}，总建筑面积{n}{k}平方米，预计{d}建成并投入使用，可提供就业岗位{k}{k2}0个。",
    "工作组先后来到{p}、{p2}，实地查看工作现场，详细了解{m}推进情况，并与基层干部群众座谈交流。",
    "要坚持问题导向，建立健全长效机制，对照任务清单逐项销号，防止问题反弹回潮。",
    "依据《中华人民共和国政府信息公开条例》第{k}条规定，{o}主动公开的信息可在本网站查阅，也可到市档案馆、市图书馆查询。",
    "补助标准为每人每月{n}元，由{o}审核后通过“一卡通”系统按季度发放，任何单位和个人不得截留、挪用。",
    "下一步，{o}将会同{o2}持续开展“回头看”，对工作不力、进度滞后的予以通报，并纳入年度考核。",
    "资格审查合格人员名单将于{d}在本网站公布，请考生及时关注，并保持通信畅通。",
    "第{k}条　本办法所称的{m}，是指在本市行政区域内依法开展的相关管理和服务活动。",
    "{p}党工委负责人表示，将以此次活动为契机，把服务送到群众家门口，让数据多跑路、群众少跑腿。",
    "现场发放宣传资料{n}余份，接受群众咨询{k}{k2}人次，受到居民普遍欢迎。",
    "采购项目编号为ZC{y}-{n}{k}，预算金额{n}.{k}{k2}万元，评标委员会推荐的中标候选人及报价详见附表。",
    "经研究，同意{p}列入{y}年度市级试点，建设期限为{k}个月，所需资金从部门预算中统筹安排。",
    "气象部门预计，未来三天我市有中到大雨，局地暴雨，请注意防范强降雨可能引发的次生灾害。",
    "本通知自印发之日起施行，有效期{k}年，《关于做好{m}有关工作的通知》（{c}）同时废止。",
)
_TITLES = (
    "关于做好{y}年{m}工作的通知",
    "{o}关于{m}有关情况的公示",
    "{city}{m}工作推进会召开",
    "{o}赴{p}调研{m}工作",
    "关于印发《{city}{m}实施方案》的通知",
    "{p}扎实推进{m}",
    "{y}年第{k}季度{m}情况通报",
    "{o}{y}年度政府信息公开工作年度报告",
    "关于对政协{city}第{k}届委员会第{n}号提案的答复",
    "{p}{m}项目中标结果公告",
)
_CONTACTS = (
    "联系人：{s}科长，联系电话：0999-{n}{n2}。",
    "咨询电话：0999-8{n}{k2}{k}0（工作日上午9:00至12:00，下午13:30至17:30）。",
    "监督举报电话：0999-12{k}45，电子邮箱：{o}（公开邮箱见网站首页）。",
    "报名联系人：{s}老师，手机：1380000{n}。",
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许"
_GIVEN = _words("建国 志强 秀英 桂兰 海燕 晓明 丽华 德顺 玉梅 文斌 春生 雪松 家荣 淑珍 小军 立新")
_WRONG = "市按装工程公司已启动招标程序，", "各单位要按步就班做好有关工作，"
_CITY = "澄川市"
_CONTACT_EACH, _LIST_EACH, _WRONG_EACH = 3, 200, 150


@cache
def title(number: int) -> str:
    """Return an article's title."""
    random = Random(number * 2)  # noqa: S311 - the same text each time, no secret
    return random.choice(_TITLES).format_map(_slots(random))


def paragraphs(number: int, size: int, edition: int) -> list[str]:
    """Return an article's text, a little more than so many bytes of UTF-8.

    Args:
        number: of the article.
        size: bytes.
        edition: another one says other things.
    """
    random = Random((number * 31 + edition) * 2 + 1)  # noqa: S311 - likewise
    said, length = [], 0
    while length < size:
        count = random.randint(2, 5)
        slots = _slots(random)
        text = "".join(s.format_map(slots) for s in random.sample(_SENTENCES, count))
        said.append(text)
        length += 3 * len(text)
    if number % _CONTACT_EACH == 0:
        said.append(random.choice(_CONTACTS).format_map(_slots(random)))
    if number % _WRONG_EACH == 0:
        said[0] = random.choice(_WRONG) + said[0]
    return said


def table(number: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows that an article shows in a table: of most articles none."""
    random = Random(number)  # noqa: S311 - likewise
    if number % _LIST_EACH == 0:
        yield "序号", "姓名", "联系电话", "金额（元）"
        for row in range(1, 21):
            yield str(row), _person(random), f"1390000{random.randrange(10**4):04}", "600.00"
    elif number % 20 == 1:
        yield "供应商名称", "统一社会信用代码", "报价（万元）"
        for _ in range(3):
            code = f"91999900MA{random.randrange(10**7):07}X"
            yield (
                f"{_CITY}{random.choice(_GIVEN)}建设有限公司",
                code,
                f"{random.random() * 900:.2f}",
            )


def day(age: int) -> date:
    """Return the day of a column's article that is so many articles older than its newest."""
    return NEWEST - timedelta(days=age * 3)


def document(number: int, year: int) -> str:
    """Return an article's 文号."""
    return f"澄政办发〔{year}〕{number % 90 + 1}号"


def _person(random: Random) -> str:
    return random.choice(_SURNAMES) + random.choice(_GIVEN)


def _slots(random: Random) -> dict[str, object]:
    year = random.randint(2016, 2026)
    organs, places = random.sample(_ORGANS, 3), random.sample(_PLACES, 2)
    return {
        "city": _CITY,
        "o": organs[0],
        "o2": organs[1],
        "o3": organs[2],
        "m": random.choice(_MATTERS),
        "p": places[0],
        "p2": places[1],
        "n": random.randint(1000, 9999),
        "n2": random.randint(100, 999),
        "k": random.randint(2, 9),
        "k2": random.randint(1, 9),
        "y": year,
        "d": f"{year}年{random.randint(1, 12)}月{random.randint(1, 28)}日",
        "c": document(random.randint(0, 89), year),
        "s": random.choice(_SURNAMES),
    }
