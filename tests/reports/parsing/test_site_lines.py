"""Site lines are recognised; what a bureau may write is not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.parsing.folding import fold
from reports.parsing.site_lines import SITE_LINES, SiteLine, site_line


@pytest.mark.parametrize("row", SITE_LINES, ids=lambda row: row.example[:20])
def test_a_row_recognises_its_example(row: SiteLine) -> None:
    assert row.pattern.fullmatch(fold(row.example))
    assert site_line(fold(row.example))


NEEDING = [row for row in SITE_LINES if row.needs]
SIMPLE = [row for row in NEEDING if "(?=" not in row.pattern.pattern and "(?!" not in row.pattern.pattern]
"""Rows that look ahead are not to be had by chance."""


@pytest.mark.parametrize("row", NEEDING, ids=lambda row: row.example[:20])
def test_a_word_that_a_row_needs_stands_in_its_example(row: SiteLine) -> None:
    assert any(word in fold(row.example).lower() for word in row.needs)


@pytest.mark.parametrize("row", SIMPLE, ids=lambda row: row.example[:20])
def test_a_word_that_a_row_needs_stands_in_every_line_of_it(row: SiteLine) -> None:
    @settings(max_examples=12, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(row.pattern, fullmatch=True))
    def holds(line: str) -> None:
        assert any(word in line.lower() for word in row.needs)

    holds()


@pytest.mark.parametrize(
    "line",
    [
        "网站首页",
        "2014-03-14",
        "1 2 3 4 5 下一页",
        "—12—",
        "范文大全 | 工作总结 | 工作计划 | 心得体会",
        "QQ：12345678",
        "|来源：某某网",
        "更新时间：",
        "核心提示：切实抓好校园安全，着力提升质量。",
        "文章标题：某市教育局述职报告",
        "2022-07-08 03:25:21   某某文档网     【 字体: 】 【 阅读: 】",
        "2. 2、部分预览的文档如存在完整性问题，可反馈申请退款。",
        "2011/12/28",
        "ID:1234567",
        "资源描述:",
        "《关于教育的汇报》由会员上传分享，免费在线阅读",
        "前言：本站为你精心整理了教育局汇报范文，供您参考。",
        "- 时间：2012-10-24",
        "某县教育小结_第3页",
        "标 题：某县教育局关于报送小结的函",
        "您现在所在的位置：首页 > 政务公开",
        "1. 部分包含公式的文件，查看预览时可能错乱，下载后无此问题，请放心下载。",
        "7X24小时在线客服",
        "(原价13.99米)",
        "暂无评论",
        "分享到：",
        "共3页",
        "转载请注明出处：www.example.cn",
        "本文来源：网络",
        "姓名：______",
        "- 上一篇：某局党建小结",
        "最新评论(3)",
        "某县教育小结.docx_第12页",
        "日期：2021/3/5 8:20:11 栏目：范文 阅读",
        "2023-11-24 11:54   丙区政府教育督导室",
        "|",
        "相关文件：",
        "15.04.2014  17:53",
        "• 约1.35万字",
        "4. 网站客服QQ：123456789",
        "丙县网！ 某某推广助手 丙市网站制作 丙市营销型网站建设 更多友情",
        "2022-01-29 07:39:12丙县范文网",
        "更新时间：2011-04-05 06:07:08",
        "丙市日报 2011-04-05",
        "丙县讲话》所在栏目：范文 > 内容摘要：同志们好",
        "打印预览 字号选择：大",
        "丙县新闻，讲述家乡的故事。真实、及时。",
        "聚合丙县新闻 传播丙县声音",
        "• 电话：+86-0000-00000",
        "资源大小：14.50KB",
        "3、试卷类文档，标题未写有答案的都视为没有答案，请知晓。",
        "按大家的需要，本站的会员“小文”为你整理了这篇教育小结范文，希望带来帮助。",
        "所属栏目：工作总结",
        "TAG：教育 小结",
        "关 键 词：",
        "猜你感兴趣：",
        "网友评论 发表评论 共有0条评论",
        "本文共2页: 第 [1] [2] 页 下一页",
        "特殊限制：",
        "编辑：小文 ｜ 审核：小章",
        "你可能还喜欢下面这些文章",
        "收录于合集 #工作动态 12个",
        "阅读原文",
        "往期回顾",
        "喜欢就点个在看吧",
        "撰稿人：小文  审核人：小章",
        "信息来源：某县教育局",
        "【大 中 小】 【打印】 【关闭】",
        "[打印此文] [关闭窗口] [返回顶部]",
        "【我要纠错】",
        "繁體 | English | 无障碍",
        "网站首页 | 关于我们 | 法律声明 | 友情链接",
        "阅读量 345",
        "阅读小贴士：本文共计1452个字，预计阅读时长6分钟。",
        "看过本文的人还看了",
        "本栏最新文章",
        "相關期刊 更多 >",
        "展开阅读全文",
        "Word 文档，可以自由编辑",
        "若此文所含内容侵犯了您的权利，请立即通知本网，我们立即删除！",
        "1. 本站所有资源如无说明，都需要装好办公软件才能打开。",
        "3. 本站压缩包中若带图纸，网页里会有预览。",
        "顶一下(0) 踩一下(0)",
        "Processed in 0.035 second(s), 5 queries.",
        "【某某市各县区2014年义务教育均衡发展和控辍保学工作总结】相关文章：",
        "教育局工作总结相关栏目推荐",
        "下载文档到电脑，查找使用更方便",
        "文档为doc格式",
        "范文大全",
    ],
)
def test_more_lines_of_sites(line: str) -> None:
    assert site_line(fold(line))


@pytest.mark.parametrize(
    "line",
    [
        "建成一批“留守儿童之家”。",
        "开展经典诵读活动，中小学生阅读量明显增加。",
        "打击侵权盗版教辅，规范教材征订。",
        "编辑教研简报十二期，整理优秀教案二百份。",
        "全县教育系统下载安装国家安全平台，注册率达100%。",
        "以上数据截至2012年12月底。",
        "各校微信公众号定期推送家庭教育知识。",
        "中心幼儿园收费价格由物价部门核定。",
        "江阳区教育局",
        "二〇一二年十二月二十日",
        "教师工资按月发放，欢迎社会监督。",
        "2012年全县学前教育经费投入情况",
        "下一步工作打算",
        "加强校园网站建设，更新内容三百条。",
        "1.下载安装资助软件，按文件要求录入信息。",
        "标题新颖，内容充实。",
        "1200人阅读经典名著",
        "总结是前进的阶梯，全局召开总结会三次。",
        "组织青年教师研讨教学计划怎么写，课堂怎么导入。",
        "2012-03-25 召开全县教育工作会议",
        "会议时间：2012年3月5日 地点：县教育局二楼会议室。",
        "意见箱由专人管理，代表意见全部答复。",
        "地址选在新区，邻近公园。",
        "最近一年，各校更新了课桌。",
        "类别：公办，规模：十二个班。",
        "打印教材两千册，装订成册。",
        "喜欢上学的孩子多了，大家都在读书",
        "1. 本站教师下乡辅导实验，文件汇编成册。",
        "关于我们学校的基本情况",
        "返回学校的学生",
        "阅读节",
        "论文发表于《中国教育报》",
        "收录于合订本",
        "下方是操场，上方是教室",
    ],
)
def test_what_a_bureau_writes_is_kept(line: str) -> None:
    assert site_line(fold(line)) is None
