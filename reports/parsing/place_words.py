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

WORDY_NAME = re.compile(r"新建[区县]|资源县|富裕县|公安县|东方市|合作市|共和县|兴国县|团结区|向阳区|和平区|光明区")
"""Names by law that a sentence may contain by chance (新建县级幼儿园): see ``WORD_GOES_ON``."""

WORD_GOES_ON = re.compile(r"级|域|间|划分|别|分为|长|委|政府部门|校|城|属|直|办")
"""What follows a wordy name where it is no name."""

WORD_AFTER = re.compile(r"(?<=市)场|(?<=区)[域块]|(?<=县)域")
"""What turns the last character of a name into another word: 市场, 区域."""

SMALLER_PLACE = re.compile(r"街道|[镇乡村路街桥河岛港巷寺站]|[山湖](?!区)|社区|中心[小学幼校]|片区|工业")
"""What makes a short form the name of something smaller: 云龙镇 is no 云龙县."""

WORD_ACROSS = re.compile(
    r"阳光|安全|安排|安置|安心|安居|城市|城乡|城镇|平均|平台|平衡|平安|平等|明确|明显|明年|文化|文明|文体|水平|水利|水电"
    r"|德育|德智|化解|化学|治理|治安|治久|同时|同步|同学|定期|定点|定向|和谐|新建|新课|新增|兴趣|兴办|建设|建立|建成|建构"
    r"|开展|开放|开设|清理|清查|远程|远教|高中|高效|高考|高校|通过|通知|通报|南部|北部|东部|西部|中部|山区|江河|海洋"
)
"""A short form whose last character belongs to the next word: 德阳 in 品德阳光, 大安 in 重大安全."""

WORD_BEFORE = re.compile(r"[其集高初当空途年期之校][中]|[重扩较最更加广]大|[建]新|[保]安")
"""Words of two characters whose second may seem to begin a name: 其中|江油, 初中|山区."""

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
