"""Ordinary words that look like place names, and the other way round. Data for finding and resolving; all patterns."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(
    r"[xX×✕*＊○〇_＿?？Ｘｘ□某]"
    r"|^[我本全各该此贵外他](?:省|市|县|区|州|旗|盟|市区|市县|区县|县区|县市)$"
)
"""Names nobody: XX县, 某区, 我县."""

GENERIC_NAME = re.compile(
    r"[城郊矿东西南北中新市港山园]区|城[中东西南北]区|[新老]城区|新市区|中心区|港口区|解放区|山城区"
)
"""Names by law that any city may use for a part of itself: they mean something only beside their own city."""

WORDY_NAME = re.compile(
    r"新建[区县]|新兴县|平安[区县]|友好区|前进区|友谊县|资源县|富裕县|公安县|东方市|合作市|共和县|兴国县|团结区|向阳区|和平区|光明区"
)
"""Names by law that a sentence may contain by chance (新建县级幼儿园): see ``WORD_GOES_ON``."""

WORD_GOES_ON = re.compile(r"级|域|间|划分|别|分为|长|委|局|政府部门|校|城|属|直|办")
"""What follows a wordy name where it is no name."""

WORD_AFTER = re.compile(r"(?<=市)场|(?<=区)[域块]|(?<=县)域")
"""What turns the last character of a name into another word: 市场, 区域."""

SMALLER_PLACE = re.compile(r"街道|[镇乡村路街桥河岛港巷寺站]|[山湖](?!区)|社区|中心[小学幼校]|片区|工业")
"""What makes a short form the name of something smaller: 云龙镇 is no 云龙县."""

WORD_ACROSS = re.compile(
    r"阳光|安全|安排|安置|安心|安居|城市|城乡|城镇|平均|平台|平衡|平安|平等|明确|明显|明年|文化|文明|文体|水平|水利|水电"
    r"|德育|德智|化解|化学|治理|治安|治久|同时|同步|同学|定期|定点|定向|和谐|新建|新课|新增|兴趣|兴办|建设|建立|建成|建构"
    r"|开展|开放|开设|清理|清查|远程|远教|高中|高效|高考|高校|通过|通知|通报|中学(?!前|生|子|习|业)|中小|中考|中职|南部|北部|东部|西部|中部|山区|江河|海洋"
)
"""A short form whose last character belongs to the next word: 德阳 in 品德阳光, 大安 in 重大安全."""

WORD_BEFORE = re.compile(r"[其集高初当空途年期之校][中]|[重扩较最更加广]大|[建]新|[保]安")
"""Words of two characters whose second may seem to begin a name: 其中|江油, 初中|山区."""

_WORDS_INTO_COUNTY = (
    "开召展公离分打推揭铺敞放 应响适相对供顺反效感 成完建达促形组评变集养办做分改转划构创 范示规典模师 "
    "任责主委担上现连历调聘信重专 理管办处治整清代受审经助梳护道 达到下表传直发抵未 容内包从形 "
    "息信休作利消 道报渠街人轨知 单订名简清账菜 通普交畅沟贯流联打 富丰致财 "
    "定一制规确评认稳坚决鉴约特指核设拟锁固划必 兴振新复 代现时年当近替 文语作公论征中发行 "
    "安公平西治保长 费经收学免自 景背前情远 高提最拔升 康健小 义主意 礼典 新创更重革全最 户农每住账 "
    "随跟伴 房校危住营 易贸容交简 荣光繁 佳最更 洋海 徽安校 南湖河海云 华中 和饱共 金资奖基现 "
    "盖覆 献贡奉文 环循闭 复恢回反批 商招协电 深加资 临面来 贺祝 密严紧精保 林园造 横纵 连接相 "
    "均平人 万千百几数 辉光"
)
"""The first character of a county of two, then the characters that make a word with it."""

WORD_INTO_COUNTY = re.compile("|".join(f"[{row[1:]}]{row[0]}县" for row in _WORDS_INTO_COUNTY.split()))
"""召|开县委, 响|应县政府: that character ends the word before."""

AND_COUNTY = re.compile(r"(?<=[\u4e00-\u9fff、，,])(?<!安徽)(?<!安徽省)(?<!巢湖)(?<!巢湖市)(?<!鞍山)(?<!鞍山市)和县")
"""市和县: a county whose name is the word 'and' means itself only at a beginning or behind its own city."""

TAIL_WORD = re.compile(r"[山城郊矿新市港库牧校园东西南北]区|县城|县级|市级|区级")
"""A hit with such a tail, whose head ends another name, is that name and the word: 云南|山区."""

_PEOPLES = (
    "蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|鄂温克|鄂伦春|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|"
    "傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|仫佬|羌|布朗|撒拉|毛南|仡佬|阿昌|普米|怒|德昂|保安|裕固|独龙|各"
)
RANK_WORDS = (
    re.compile(rf"(?:(?:{_PEOPLES})族|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔)*自治[区州县旗]$"),
    re.compile(r"(?:特别行政区|林区|特区|矿区|地区|新区|省|市|县|区|州|旗|盟)$"),
)
"""What a name is shortened by: the peoples and the rank."""
