import csv
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import catalog
from storage.records import PageKind, Verdict
from tests import builders
from tests.rules.content.site import ARTICLE, ROOT, found, judge, rule, says, site, words

RULE = "wording-wrong"
LINES = (ROOT / "config" / "words" / "pairs.csv").read_text(encoding="utf-8").splitlines()
PAIRS = list(csv.reader(line for line in LINES if not line.startswith("#")))[1:]


def test_the_list_is_long_enough():
    assert len(PAIRS) >= 400


@pytest.mark.parametrize("row", PAIRS, ids=[row[0] for row in PAIRS])
def test_each_pair_is_found_and_its_right_form_and_contexts_are_not(row):
    wrong, right, certain, unless = row[:4]
    (finding,) = found(RULE, f"会议要求，{wrong}，确保实效。")

    assert finding.evidence[0].word == wrong
    assert right in finding.message
    assert finding.certain is (certain == "是")
    assert not found(RULE, f"会议要求，{right}，确保实效。")
    for context in filter(None, unless.split("|")):
        assert wrong not in words(RULE, f"会议要求，{context}，确保实效。"), context


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("会议就下一步工作布署提出要求。", "工作布署"),
        ("我市认真布署森林防火工作。", "认真布署"),
        ("请尽快布署。", "布署"),
        ("即日起按装监控设备。", "按装"),
        ("既使遇到困难也不退缩。", "既使"),
        ("深入学习习近平新时代中国特色社会主思想。", "习近平新时代中国特色社会主思想"),
        ("“两学一作”学习教育常态化。", "两学一作"),
        ("开展“不忘初心、劳记使命”主题教育。", "劳记使命"),
        ("迎接中国共产党第二十次代表大会召开。", "中国共产党第二十次代表大会"),
        ("中华人民共合国公民应当遵守宪法。", "中华人民共合国"),
        ("市人民检查院依法提起公诉。", "人民检查院"),
        ("市攻府办公室印发通知。", "攻府"),
        ("扫黑险恶专项斗争取得成效。", "扫黑险恶"),
        ("全县脱贫攻艰战取得胜利。", "脱贫攻艰"),
        ("有关部门要再接再励。", "再接再励"),
        ("将帐户信息报财政局。", "帐户"),
    ],
)
def test_wrong(text, word):
    assert words(RULE, text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "新华社今日发布署名文章。",
        "人民日报公布署名评论。",
        "各地和按装机容量分摊费用。",
        "费用按装修面积计算，并按装卸次数结算。",
        "他既使用了公款，又收受礼金。",
        "政策既使企业受益，又惠及群众。",
        "方案按过渡假设推算。",
        "做好工作要作出决定，也要做出成绩。",
        "请在学习贯彻中联系实际。",
        "面对严峻工作形势，不能松劲。",
        "开发韧性材料，提高抗震能力。",
        "发挥好大家俱乐部的作用。",
        "山脉博物馆今日开馆。",
        "青松驰名中外。",
        "大气慨叹声中落幕。",
        "研究竞争政策，完善规则。",
        "究竟争取到多少资金，尚未公布。",
        "毕竟争议较大，暂缓实施。",
        "搅拌随后进行。",
        "汇报负责人名单。",
        "领导至现场指导至深夜。",
        "预防犯罪，加强消防犯规处理。",
        "批复盖章后生效。",
        "情感概括起来有三条。",
        "授予二等侯爵之后。",
        "彰显着时代精神。",
        "泥土着火后迅速扑灭。",
        "自己经营一家小店。",
        "周末成年人可免费入场。",
        "请在人民检查院落卫生时配合。",
        "接受检查院感防控措施落实情况。",
        "临床试验设数据监查委员会。",
        "马克思注意到了这个问题。",
        "依法行正义之事。",
        "改革开方便之门。",
        "一批淮南企业入选，审批淮河治理项目。",
        "深沉缅怀革命先烈。",
        "科普便民服务进社区。",
        "中国共产党甲县第十四次代表大会召开。",
        "中国共产党第二十次全国代表大会胜利召开。",
        "不忘初心、牢记使命。",
        "习近平新时代中国特色社会主义思想",
    ],
)
def test_right(text):
    assert words(RULE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "有网民留言说“请尽快布署一下”。",
        "参见《关于工作布署的通知》。",
        "他写道：「认真布署」。",
        '原文为"工作布署"。',
        "“布署”应为“部署”。",
        "把部署误写为布署的较多。",
        "常见错别字：布署、按装。",
        "布署是不规范写法。",
        "新店开在九洲大道，交通便利。",
        "前往岐山县考察，部分岐山企业参加。",
    ],
)
def test_quotations_titles_corrections_and_places_are_left_out(text):
    assert words(RULE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“我们要加快发展。”会后布署了工作。",
        "《办法》已经布署，《细则》待定。",
        "“十四五”布署“十五五”",
    ],
)
def test_beside_quotation_marks_is_not_between_them(text):
    assert words(RULE, text) == ["布署"]


@pytest.mark.parametrize(
    "title", ["公文写作中的易错词", "常见错别字100例", "关于规范用语的提示", "新闻勘误", "咬文嚼字"]
)
def test_a_page_about_wording_is_left_out(title):
    assert not found(RULE, says("工作布署，按装设备。", title=title))


def test_a_corrections_entry_in_the_foot_exempts_nothing():
    text = "我市认真布署工作。\n关于我们\n我为政府网站找错 网站纠错"
    assert words(RULE, text) == ["认真布署"]


def test_one_finding_a_page_with_count_and_places():
    text = "请布署。\n各级人民正府负责。\n要脱贫攻艰。"
    (finding,) = found(RULE, text)

    assert finding.place == ARTICLE
    assert finding.message == "“人民正府”应为“人民政府”等3处"
    assert [proof.word for proof in finding.evidence] == ["人民正府", "脱贫攻艰", "布署"]
    assert [proof.certain for proof in finding.evidence] == [True, True, False]
    assert all(proof.sha256 == "ab" * 32 for proof in finding.evidence)


def test_an_uncertain_word_waits_for_a_person():
    outcome = judge(RULE, "请布署。")

    assert outcome.findings[0].message == "“布署”疑应为“部署”"
    assert outcome.verdict is Verdict.UNSEEN


def test_the_quote_holds_twenty_characters_on_either_side():
    (finding,) = found(RULE, "一" * 30 + "请布署" + "二" * 30)

    assert finding.evidence[0].quote == "…" + "一" * 19 + "请布署" + "二" * 20 + "…"


def test_the_same_mistake_thrice_counts_thrice():
    (finding,) = found(RULE, "请布署。\n请布署。\n请布署。")

    assert finding.message == "“布署”疑应为“部署”等3处"
    assert len(finding.evidence) == 3


def test_examples_are_capped_and_all_are_counted():
    text = "\n".join(f"第{number}次布署。" for number in range(50))
    (finding,) = rule(RULE).with_settings({"examples": 5}).judge(site(text)).findings

    assert len(finding.evidence) == 5
    assert finding.message.endswith("等50处")


def test_a_file_says_in_which_part():
    text = "［工作表“名单”］\n姓名\t单位\n［工作表“说明”］\n请布署\n"
    file = says(text, "http://portal.test/a.xlsx", file="xlsx", kind=PageKind.OTHER)
    (finding,) = found(RULE, file)

    assert finding.evidence[0].where == "工作表“说明”"


def test_the_sites_frame_is_said_once():
    texts = [
        says("版权所有 市人民正府\n其他文字", f"http://portal.test/{number}.html")
        for number in range(30)
    ]
    home = says("版权所有 市人民正府\n首页", builders.HOME, kind=PageKind.HOME)
    (finding,) = found(RULE, *texts, home)

    assert finding.place == builders.HOME
    assert finding.message == "“人民正府”应为“人民政府”（另有30个页面的同一位置也是这样）"


def test_twenty_pages_are_twenty_findings():
    texts = [says("请布署", f"http://portal.test/{number}.html") for number in range(20)]
    assert len(found(RULE, *texts)) == 20


def test_unread_files_are_blind_each_and_pages_together():
    outcome = judge(
        RULE,
        says("", "http://portal.test/a.pdf", complete=False, file="pdf", note="扫描件，没有文字层"),
        says("好", "http://portal.test/1.html", complete=False),
        says("好", "http://portal.test/2.html", complete=False),
    )

    assert [(blind.place, blind.reason) for blind in outcome.blind] == [
        ("http://portal.test/a.pdf", "附件没有读完整：扫描件，没有文字层"),
        (builders.HOME, "有2个页面的正文没有读完整，没读到的部分没有查"),
    ]


def test_what_was_decoded_wrongly_is_blind_and_no_finding():
    outcome = judge(RULE, "�" * 200 + "请布署")

    assert not outcome.findings
    assert outcome.blind[0].place == ARTICLE


def test_without_lists_nothing_is_clear():
    outcome = catalog.load()[RULE].judge(site("请布署", "好"))

    assert outcome.verdict is Verdict.UNSEEN
    assert outcome.blind[0].reason == "没有词表，2个页面和文件的用词没有查"


def test_rules_over_one_dossier_read_the_texts_once():
    class Counted(tuple):
        reads = 0

        def __iter__(self):
            Counted.reads += 1
            return super().__iter__()

    dossier = replace(site(), texts=Counted([says("请布署，残废人，国土资源局")]))
    for id_ in (RULE, "wording-forbidden", "organ-abolished", "scripts-mixed", "text-placeholder"):
        rule(id_).judge(dossier)

    assert Counted.reads == 1


def test_another_dossier_is_read_anew():
    assert found(RULE, "请布署")
    assert not found(RULE, "请部署")


def test_a_piece_of_a_long_text_is_like_any_other():
    line = "市政府召开常务会议，研究部署有关工作。\n"
    text = line * 30_000 + "请布署。\n" + line * 10
    assert words(RULE, text) == ["布署"]


def test_half_a_character_pair_stops_nothing():
    assert words(RULE, "\ud800请布署\udfff。\ud800") == ["布署"]


def test_a_hostile_text_is_bounded():
    (finding,) = found(RULE, "请布署。\n" * 100_000)

    assert len(finding.evidence) == 20


@given(
    st.text(
        st.characters()
        | st.sampled_from("布署按装“”《》『』\n［］锟斤拷烫�рНxX测试标题国土资源局原")
    )
)
def test_no_text_raises(text):
    page = says(text, title=text[:20], published=date(2026, 1, 1))
    file = says(text, "http://portal.test/f.docx", file="docx")
    for id_ in (
        RULE,
        "wording-forbidden",
        "organ-abolished",
        "leader-title-wrong",
        "scripts-mixed",
        "text-placeholder",
        "date-forged",
    ):
        assert rule(id_).judge(site(page, file)).error is None


@pytest.mark.parametrize(
    "line", ["上一篇：进一步布署工作", "下一条: 按装设备的通知", "《 上一页 布署"]
)
def test_a_neighbour_s_title_is_not_the_page_s_own_wording(line):
    assert judge(RULE, f"正文很好。\n{line}").findings == ()
    assert judge(RULE, f"正文很好。\n上一阶段已{line[4:]}").findings
