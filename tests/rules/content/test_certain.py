"""No correct text may hold a word that is published as wrong without a person's look."""

from pathlib import Path

import pytest

from storage.records import PageKind
from tests.rules.content.site import ROOT, found, says, words

WRITTEN = ("wording-wrong", "wording-forbidden", "leader-title-wrong")


def certain(page):
    return [
        proof.word
        for rule in WRITTEN
        for finding in found(rule, page)
        for proof in finding.evidence
        if proof.certain
    ]


@pytest.mark.parametrize(
    "text",
    [
        # across words
        "我局荣膺品质服务奖，又荣膺品牌强县。",
        "各级人力资源与社会保障部门、住房与城乡建设部门。",
        "县政府支持发展改革和委员会建设。",
        "以党员身份征求意见，并向社会征集身份征信数据。",
        "考生需知晓规则，旅客需知道时间，报名需知悉条件。",
        "季末经批准、清末经许可、年度末按规定上缴。",
        "小队民警剔除隐患，预警剔除误报。",
        "车辆从高架驶入，两架驶离停机坪。",
        "离开僻静处，避开僻壤。",
        "严禁开垦请示未批的山地。",
        "收讫今日到账，果实贱卖。",
        "发挥豁免条款作用，指挥豁口封堵。",
        "酒糟受潮，醪糟受欢迎。",
        "王欣尝试新法，李膺品评诗文，刘凤岐视察工地。",
        "邓晓平理论功底深厚，王生太文明家庭，新社会王义等十人。",
        "其实是求是书院的前身，确实是求是网所载。",
        "在这一带一露面就被发现。",
        "既使投入不付出，又想收入不付出。",
        "一如既往开来了送菜车。",
        "请先发致人民法院的函。",
        "中国共产党二十次全国代表大会图片展。",
        "红色建党地二十大展馆。",
        "缺少有效供给则结构性改革难以推进。",
        "省公安厅扫黑处恶势力犯罪科。",
        "王琳琳满目含泪，此地默默无文字记载。",
        "西安金生产基地，抗疫情防空袭两不误。",
        "以国家税收优惠卷入纠纷；主演地震憾事；谎称自杀戳穿。",
        "只记种类，不记其数量。",
        "辛巳经筵、乙巳经贸洽谈。",
        "凸显着成效，工程成效显着力补短板。",
        "意味着作权属登记。",
        "捍卫中华人民和国家的尊严。",
        "推动习近平新时代中国特色社会主义思想思想内涵研究。",
        "两学一作业，廉洁自率先垂范。",
        "理赔尝试新办法，贪污柒拾万元，非遗撼动人心。",
        "手搓商用火箭，优惠卷帘门。",
        "这天气像台风来临，他的脾气像局长。",
        "不得不尝失败的苦果；依法制国家的原则。",
        "基础设旋喷桩加固；缤纷多姿料理展。",
        "小寒、大寒喧闹依旧，地陪偿还团款。",
        "对年轻干部群从严管理；办实事求事业长青。",
        "病史无前列腺疾病，致残无人道歉。",
        # other words, trades, sayings
        "坚持依法治档、从严治档。",
        "从招商引资转向招商引质。",
        "应同舟共济，而不是同舟共挤。",
        "开源截流，拦蓄雨水。",
        "锦上填花的工艺；铁件反复煅炼。",
        "溪水从村中穿流不息。",
        "他大声急呼救人；真有才学，锋芒必露。",
        "如法泡制药酒；水乳交溶实验。",
        "北大马克斯学说研究会传播马克斯主义。",
        "遂渐废弛；屡历险境；追忆坚苦奋斗的岁月。",
        "会议记要已印发，围坐谈会议精神。",
        # law, classics, dictionaries
        "玩忽职守、循私舞弊的，依法给予处分。",
        "声名狼籍，虎视耽耽，众口烁金，合盘托出。",
        "无精打彩，鸦鹊无声，如雷灌耳，坐无虚席。",
        "攻艰克难，莫名奇妙的优越感。",
        # names
        "众志成诚科技公司、礼上往来礼品行、沧海一栗炒货、有口皆杯奶茶。",
        "完美无暇粉底液备案；大姆指汽修；博奕智能；唯护科技。",
        "五彩滨纷路跑；因地置宜公司；金壁辉煌装饰。",
        "毛则东、招骋宇、邹型海、岐义等人。",
        # Taiwan, Hong Kong, before the reforms of characters
        "台湾居民身分证、著作权公佈日。",
        "重蹈复辙，天翻地复，成绩显着。",
    ],
)
def test_correct_sentences_that_hold_a_wrong_form(text):
    assert certain(text) == []


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(says("各级人民正府负责。", file="pdf"), id="a scan's text"),
        pytest.param(says("［文件.pdf › 第3页］\n人民正府", file="zip"), id="a pdf in an archive"),
        pytest.param(says("各级人民正府不管。", kind=PageKind.LETTERS), id="letters"),
        pytest.param(says("各级人民正府不管。", title="关于路灯的咨询"), id="a letter"),
        pytest.param(says("来信：人民正府不管。"), id="told of a letter"),
        pytest.param(says("嫌疑人伪造“人民正府”公章。"), id="forged"),
        pytest.param(says("碑文有人民正府四字。"), id="an inscription"),
        pytest.param(says("滥芋充数甜品店已登记。"), id="a shop"),
        pytest.param(says("抽查食不裹腹快餐有限公司。"), id="a company"),
    ],
)
def test_what_may_not_be_the_offices_own_words_waits_for_a_person(page):
    assert words("wording-wrong", page)
    assert certain(page) == []


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(says("各级人民正府负责，草管人命。"), id="an article"),
        pytest.param(says("［工作表“名单”］\n人民正府\n草管人命", file="xlsx"), id="a sheet"),
        pytest.param(says("“人民正府”和公司，草管人命"), id="quoted"),
    ],
)
def test_else_it_is_certain(page):
    assert certain(page) == ["人民正府", "草管人命"]


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for folder in ("docs", "config", "demo")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".md", ".toml", ".py"}
    ),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_projects_own_texts_hold_none(path: Path):
    assert certain(path.read_text(encoding="utf-8")) == []
