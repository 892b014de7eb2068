"""Lines that a web site, a document shop or a print-out put around a report.

Each row: what it is, a pattern over the folded line, an example. ``closing`` rows open the foot of a page: after
them only what is plainly running text of a report is kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import ahocorasick

SITE = r"(?:[\w.\-]*(?:www\.|http)\S*|[\w\-]+\.(?:com|cn|net|org)(?:\.cn)?)"

LINK_WORDS = r"(?:总结|计划|范文|心得|报告|合同|演讲稿|作文|大全|首页|方案|论文)"


class _Row(NamedTuple):
    what: str
    pattern: str
    example: str
    closing: bool = False


class SiteLine(NamedTuple):
    what: str
    pattern: re.Pattern[str]
    example: str
    closing: bool


_ROWS = (
    _Row(
        "shop",
        r"[•·]\s*(?:\d{1,6}|举报|约?[\d.]+千?字|约?\s*\d+\s*页|.{0,14}发布于.{1,8})|约?\s*[\d.]+千?字|约\s*\d+\s*页|举报.{0,8}",
        "• 约4.29千字",
    ),
    _Row("file name", r"[^。;]{2,60}\.(?:docx?|pdf|wps|txt|pptx?)(?:VIP|免费)?", "教育局工作总结.docVIP"),
    _Row(
        "form",
        r"(?:撰写人|姓\s*名|部\s*门|单\s*位|日\s*期|时\s*间|编\s*制|审\s*核)\s*:\s*[_\s]{2,}.{0,20}",
        "撰写人:___________",
    ),
    _Row(
        "shop",
        r"(?:文档(?:列表|介绍|分类|标签)|内容来自|下载(?:提示|须知)|温馨提示|版权提示)(?:[\s:].{0,60}|.{0,4}(?:网|站).{0,40})?",
        "文档列表 文档介绍",
    ),
    _Row(
        "blurb",
        r"(?:导语|导读|编者按)\s*:.{0,200}(?:网友|本站|原创|范文|参考|客服|整理).{0,120}",
        "导语:工作计划一文来源于网友上传,不代表本站观点",
    ),
    _Row("sample", r"\(?(?:本文为)?示例(?:文件|数据|文本)?.{0,6}内容虚构.{0,6}\)?", "(示例文件,内容虚构)"),
    _Row(
        "contents",
        r"(?:本文目录|文章目录|目录导航|文章导读|正文复制|内容预览|阅读全文|展开全文|查看更多)[^。]{0,200}",
        "文章导读",
    ),
    _Row(
        "government page",
        r"(?:索引号|信息索引|发布机构|发文机关|公开(?:方式|日期|形式|范围|时限)|主题分类|成文日期|生成日期|体裁分类|组配分类|有效性|信息分类|主题词|责任部门)\s*:.{0,60}",
        "索引号: 00850/2013-00012",
    ),
    _Row(
        "government page",
        r"(?:主办单位?|承办单位?|技术支持|网站标识码|政府网站找错|访问量|您是第)\s*:?.{0,60}",
        "主办单位:某县人民政府",
        True,
    ),
    _Row("ellipsis", r"[….·\s]{3,}", "…………"),
    _Row("search box", r"(?:站内)?搜索(?:一下)?|请输入(?:关键词|搜索).*", "搜索"),
    _Row(
        "navigation",
        r"(?:您?(?:现在|当前)?的?位置|当前位置|首页)\s*[:>»›/|]?\s*.{0,80}[>»›].*",
        "当前位置: 首页 > 工作总结",
    ),
    _Row(
        "navigation",
        r"(?:首页|网站首页|返回首页|登录|注册|登录\s*[/|]?\s*注册|设为首页|加入收藏|网站地图|手机版|收藏本站|联系我们|关于我们)(?:[\s|·]+\S{2,6})*",
        "登录 注册",
    ),
    _Row(
        "navigation",
        rf"(?=(?:.*?{LINK_WORDS}){{2}})(?:[\u4e00-\u9fff]{{2,6}}[ |]+){{3,40}}[\u4e00-\u9fff]{{2,6}}",
        "工作总结 工作计划 心得体会 述职报告 演讲稿",
    ),
    _Row("navigation", r"(?:\S{1,16}\s*[>»›]\s*){1,}\S{0,30}", "范文大全 > 工作总结 > 年度总结"),
    _Row(
        "bullet link",
        r"[•·]\s*(?:当前位置.*|优质范文|工作总结|工作计划|作文大全|心得体会|述职报告|实习报告|演讲稿|\S{2,6}(?:范文|大全|报告|方案|计划))",
        "• 工作计划",
    ),
    _Row(
        "date of the page",
        r"(?:发布|更新|上传|编辑|录入|添加|创建|发表)?(?:时间|日期)\s*:\s*(?:\d{4}.{0,24}|24小时内.*)",
        "发布时间: 2019.08.12",
    ),
    _Row(
        "date of the page",
        r"(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?(?:\s*(?:\||来源|作者|阅读|浏览|点击|编辑|格式|分类).*)?",
        "2014-03-14 来源:记者站 浏览数:",
    ),
    _Row(
        "byline",
        r"(?:文章|信息|稿件|内容)?(?:来源|出处)\s*:\s*(?:网络|互联网|本站|未知|\S{0,14}(?:网|站|文库)).{0,60}",
        "来源:网络整理",
    ),
    _Row(
        "byline", r"(?:文章)?作者\s*:\s*(?:admin|佚名|未知|网络|本站|会员上传).{0,40}|小编\s*[::].{0,20}", "作者:佚名"
    ),
    _Row("byline", r"\(?\s*(?:责任编辑|责编|编辑|校对|审核|录入)\s*:\s*\S{0,12}\s*\)?", "(责任编辑:小文)"),
    _Row(
        "counter",
        r".{0,40}(?:点击|浏览|阅读|人气|评论|下载)(?:次数|数|量)?\s*:\s*(?:\d|$|评论).{0,30}|.{0,20}已有\s*\d+\s*人.{0,20}",
        "阅读: 评论:0",
    ),
    _Row("font size", r"[\[(【]?\s*(?:字体|字号)\s*:?.{0,20}|[\[(]\s*大\s+中\s+小\s*[\])]", "字体:大 中 小"),
    _Row("shop", r"(?:\[?Word文档\]?|\[?(?:PDF|DOC|PPT|docx?)\]?)\s*.{0,60}", "【Word文档】 教育工作年度总结"),
    _Row(
        "shop",
        r".*(?:格式\s*:\s*(?:DOCX?|PDF|WPS|PPT)|文档编号\s*:|文件大小\s*:|页数\s*:\s*\d|\d+页珍藏版).*",
        "2022-02-28 | 格式:DOC | 分类: 工作公文",
    ),
    _Row("shop", r"-?\s*(?:上传时间|文档编号|格式|页数|大小|所属分类|资源ID|文档分类)\s*:.{0,30}", "- 页数:9"),
    _Row(
        "abstract",
        r"(?:摘要|简介|内容提要|导读|文档介绍)\s*:.*(?:全文共|\.\.\.|…|小编|范文|文库|整理).*",
        "摘要:一、工作总结 ...(全文共:3790字)",
    ),
    _Row(
        "shop",
        r"(?:本文档由|本文由|本资料由|文档由).{0,12}(?:网友|会员|用户|小编).{0,80}",
        "本文档由网友提供,仅限参考学习",
        True,
    ),
    _Row(
        "shop",
        r"(?:原价|折扣价|特价|售价|价格|优惠价|现价)\s*:?\s*¥?\s*\d.{0,40}|\((?:原价|现价).{0,20}\)",
        "折扣价5.99米 (原价13.99米)",
        True,
    ),
    _Row("shop", r".{0,12}(?:VIP|会员).{0,6}(?:免费)?(?:下载|专享|特权).{0,20}", "VIP免费下载", True),
    _Row("shop", r"如遇.{0,8}请刷新.{0,40}", "如遇卡顿,请刷新页面", True),
    _Row(
        "shop",
        r".{0,6}(?:客服|微信|QQ|联系电话|咨询热线|求稿热线|投稿邮箱|公众号)\s*(?:请联系)?\s*:?\s*[A-Za-z0-9@._\-]{4,}.{0,60}",
        "客服请联系:319@qq.com 微信:shop",
        True,
    ),
    _Row("shop", r".{0,12}(?:7[X×x*]24小时|在线客服|扫码|扫一扫|关注公众号|关注我们).{0,24}", "7X24小时在线客服", True),
    _Row(
        "download",
        r"(?:点击|立即|免费|本文|全文|文档|完整版)?.{0,8}下载(?:本文|文档|地址|全文|链接|此文档|docx?|word)?.{0,8}",
        "下载文档",
        True,
    ),
    _Row(
        "download",
        r"(?:将本文的Word文档下载到电脑|方便收藏和打印|推荐度\s*:|点击下载文档|搜索文档).{0,40}",
        "将本文的Word文档下载到电脑,方便收藏和打印",
        True,
    ),
    _Row(
        "rights",
        r".{0,40}(?:版权(?:归|声明|所有|问题)|如有侵权|侵权(?:请|删)|免责声明"
        r"|Copyright|©|ICP备|公网安备|All Rights Reserved).{0,120}",
        "版权声明:本文内容由互联网用户自发贡献",
        True,
    ),
    _Row(
        "related",
        r"[^。,;]{0,24}(?:延伸阅读|相关(?:推荐|阅读|文章|范文|文档|热词搜索|内容推荐|链接|搜索)|猜你喜欢|热门(?:推荐|文章|范文|搜索)|推荐(?:阅读|文章|访问)|精彩推荐|精选阅读|更多(?:相关|精彩|精选|范文|文章))[^。;]{0,40}",
        "相关推荐",
        True,
    ),
    _Row(
        "related",
        r"[^。,;]{0,24}(?:更多|精选)[^。,;]{0,8}(?:总结|范文|文章)?(?:阅读|推荐)",
        "Gz85.com更多 精选总结阅读",
        True,
    ),
    _Row(
        "pager",
        r"[\[(<]?\s*(?:上一?[篇页]|下一?[篇页]|前一篇|后一篇|末页|尾页)\s*[:\])>]?.{0,60}",
        "上一篇:教学工作总结",
        True,
    ),
    _Row(
        "pager",
        r"(?:第?\s*\d{1,3}\s*页?\s*[/共,，]\s*){1,2}\d{1,3}\s*页?|-\s*\d{1,3}\s*-|—\s*\d{1,3}\s*—|共\s*\d{1,4}\s*页|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,3}\s*页)?|\d{1,2}(?:\s+\d{1,2}){3,}(?:\s*\S{1,4})?",
        "第 3 页 共 9 页",
    ),
    _Row(
        "comments",
        r"(?:发表评论|网友评论|我要评论|暂无评论.*|评论\(\d+\)|我来说两句.*|分享到\s*:?.*|点赞.{0,8}|收藏|打印(?:本页)?|关闭(?:窗口)?|\[?\s*打印\s*\]?\s*\[?\s*关闭.*)",
        "暂无评论哦,快来评论一下吧!",
        True,
    ),
    _Row(
        "source",
        r"\(?\s*(?:本文|文章|以上(?:内容)?|更多).{0,20}(?:来自|来源|出自|转载|转自|请?关注|请?访问|尽在).{0,60}",
        "本文来自范文网,转载请注明出处",
        True,
    ),
    _Row("source", rf"[^。;,]{{0,20}}{SITE}[^。;,]{{0,24}}", "Gz85.com更多", False),
    _Row(
        "site's name",
        r"(?:(?!.*(?:儿童|学生|职工|教工|教师|党员|家长|妇女))[\u4e00-\u9fff]{2,10}之家|[\u4e00-\u9fff\d]{1,10}(?:范文网|文库网?|文秘网|作文网|演讲网|文档网|范文大全|好文网|工作总结网|公文网))[\u4e00-\u9fff]{0,6}",
        "公务员之家",
    ),
    _Row(
        "blurb",
        r".*小编.{0,24}(?:整理|收集|搜集|分享|推荐|带来|准备|汇总|精心|陆续|为大家|给大家).{0,200}",
        "以下是小编为大家整理的教育局总结",
    ),
    _Row(
        "blurb",
        r".{0,200}(?:以下|下面|这里|本文)(?:是|为|就是|给大家|内容).{0,60}(?:范文|欢迎|参考|品鉴|借鉴|希望).{0,80}",
        "以下是为大家整理的文章3篇,欢迎品鉴!",
    ),
    _Row(
        "blurb",
        r"(?=.*(?:范文|文章|资料|本文|小编|篇))[^。]{0,80}(?:欢迎(?:大家)?(?:阅读|参考|分享|借鉴|查阅|品鉴|下载)|仅供(?:大家)?参考|供(?:大家|您|你)(?:参考|阅读|借鉴)).{0,30}",
        "范文仅供参考,欢迎大家阅读",
    ),
)
SITE_LINES = tuple(
    SiteLine(row.what, re.compile(row.pattern, re.IGNORECASE), row.example, row.closing) for row in _ROWS
)
LONGEST = 400

CLUES = """
搜索 关键词 位置 首页 登录 注册 收藏 网站 手机版 联系我们 关于我们 时间 日期 来源 出处 作者 编辑 责编 校对 审核 录入
小编 点击 浏览 阅读 人气 评论 下载 已有 字体 字号 大中 格式 文档 大小 页 摘要 简介 导读 导语 提要 编者按 本资料 价 会员
刷新 客服 微信 电话 热线 邮箱 公众号 扫 关注 推荐 版权 侵权 公网安备 免责 延伸 相关 猜你 热门 精彩 精选 更多 篇
分享 点赞 打印 关闭 本文 以上 转载 之家 范文 文库 文秘 作文 演讲 好文 总结网 公文 欢迎 参考 品鉴 借鉴 示例 举报
目录 预览 全文 索引 机构 公开 主题 成文 生成 体裁 组配 有效 部门 发文 主办 承办 技术 标识 找错 访问 您是
千字 发布 我要 来说 提示 资源 分类 编号 24小时 > » › • · | _ … word pdf doc ppt wps .txt vip qq copyright © icp
rights www http .com .cn .net .org 总结 计划 心得 报告 合同 方案 论文
"""
"""One of these stands in every line of a site, or one of BEGINNINGS: most lines of a report are let through."""

BEGINNINGS = frozenset("0123456789-—第共姓部单编审约.大[(")


def site_line(folded: str) -> SiteLine | None:
    """The row that recognises a line of a site; None for a line of a report.

    >>> site_line("发布时间: 2019.08.12").what
    'date of the page'
    >>> site_line("一、2011年工作总结") is None
    True
    """
    if len(folded) > LONGEST or not _may_be(folded.lower()):
        return None
    for row in SITE_LINES:
        if row.pattern.fullmatch(folded):
            return row
    return None


def _may_be(line: str) -> bool:
    return line[:1] in BEGINNINGS or next(_clues().iter(line), None) is not None


@lru_cache(maxsize=1)
def _clues() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for clue in CLUES.split():
        automaton.add_word(clue, clue)
    automaton.make_automaton()
    return automaton
