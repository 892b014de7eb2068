"""Lines that a web site, a document shop or a print-out put around a report, known by the rows of three tables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import ahocorasick

from reports.parsing.site_feet import FEET
from reports.parsing.site_fields import FIELDS
from reports.parsing.site_frames import FRAMES


class SiteLine(NamedTuple):
    what: str
    pattern: re.Pattern[str]
    example: str
    closing: bool
    needs: frozenset[str]


SITE_LINES = tuple(
    SiteLine(row.what, re.compile(row.pattern, re.IGNORECASE), row.example, row.closing, frozenset(row.needs.split()))
    for row in (*FRAMES, *FEET, *FIELDS)
)
AT_ONCE = re.compile("|".join(f"(?:{row.pattern.pattern})" for row in SITE_LINES if not row.needs), re.IGNORECASE)
"""All rows that say at once whether a line is theirs; the others are tried where a word of theirs stands."""

LONGEST = 400

CLUES = """
搜索 关键 位置 首页 登录 注册 收藏 网站 手机版 联系我们 关于我们 时间 日期 来源 出处 作者 编辑 责编 校对 审核 录入
小编 点击 浏览 阅读 人气 评论 下载 已有 字体 字号 大中 格式 文档 大小 页 摘要 简介 导读 导语 提要 编者按 本资料 价 会员
刷新 客服 微信 电话 热线 邮箱 公众号 扫 关注 推荐 版权 侵权 公网安备 免责 延伸 相关 猜你 热门 精彩 精选 更多 篇
分享 点赞 打印 关闭 本文 以上 转载 之家 范文 文库 文秘 作文 演讲 好文 总结网 公文 欢迎 参考 品鉴 借鉴 示例 举报
目录 预览 全文 索引 机构 公开 主题 成文 生成 体裁 组配 有效 部门 发文 主办 承办 技术 标识 找错 访问 您是
千字 由 id: 发布 我要 来说 提示 资源 分类 编号 24小时 > » › → • · | _ … word pdf doc ppt wps .txt vip qq copyright © icp
rights www http .com .cn .net .org 总结 计划 心得 报告 合同 方案 论文 试读 未读 上传 许可证
您好 返回 感受 心情 期 本版 版面 放大 | 窄屏 宽屏 今天是 现在 声明 申明 敬告 须知 教育网 新闻网 资讯网 信息网 政务网
专业整理 资料整理 整理分享 可编辑 学习参考 专注 通讯员 记者 摄影 图文 一审 二审 三审 初审 复审 终审 监制 监 上一条
下一条 概述 公文种类 类别 标签 栏目 字数 撰稿 供稿 回到 顶一下 用户名 感兴趣 喜欢 都在 都还 最近 最新 今日 纠错
存储 主动 侵犯 地址 主管 加载 全屏 繁 无障碍 长者 关怀 已赞 已踩 回答 什么也没 贡献 通知 投诉 权益 tag 键 复制
展开 传播 讲述 与您 带您 陪您 新闻中心
原创 发表 收录 往期 蓝字 上方 下方 在看 转发 供图 排版 撰文 end
"""
"""One of these stands in every line of a site, or one of BEGINNINGS: most lines of a report are let through."""

BULLETS = "-•·|* "
BEGINNINGS = frozenset("0123456789-—第共姓部单编审约.大[(主索标")


def site_line(folded: str) -> SiteLine | None:
    """The row that recognises a line of a site; None for a line of a report.

    >>> site_line("发布时间: 2019.08.12").what
    'date of the page'
    >>> site_line("一、2011年工作总结") is None
    True
    """
    if len(folded) > LONGEST or not may_be_site(folded):
        return None
    bare = folded.lstrip(BULLETS)
    if not _is_one(AT_ONCE, folded, bare):
        rows = {row for _, about in _needed().iter(folded.lower()) for row in about}
        return next((SITE_LINES[row] for row in sorted(rows) if _is_one(SITE_LINES[row].pattern, folded, bare)), None)
    return next(row for row in SITE_LINES if _is_one(row.pattern, folded, bare))


def _is_one(pattern: re.Pattern[str], folded: str, bare: str) -> bool:
    return pattern.fullmatch(folded) is not None or (bare is not folded and pattern.fullmatch(bare) is not None)


def may_be_site(folded: str) -> bool:
    """Has a line any clue of a site? Lines without one are a report's.

    >>> may_be_site("点击下载"), may_be_site("新建园两所")
    (True, False)
    """
    line = folded.lower()
    return line[:1] in BEGINNINGS or line.isascii() or next(_clues().iter(line), None) is not None


@lru_cache(maxsize=1)
def _clues() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for clue in CLUES.split():
        automaton.add_word(clue, clue)
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=1)
def _needed() -> ahocorasick.Automaton:
    """The words that rows need, each with the places of these rows in the table."""
    automaton = ahocorasick.Automaton()
    for word in {word for row in SITE_LINES for word in row.needs}:
        automaton.add_word(word, [at for at, row in enumerate(SITE_LINES) if word in row.needs])
    automaton.make_automaton()
    return automaton
