"""The units that count as metrics, with their base units: one line each, examples run by the tests.

A unit that is not here makes no metric: a number followed by 年, 月, 日, 级, 届, 号, 岁 or 字 is a date, a class, a
document number or an age.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

UnitKind = Literal["percent", "points", "money", "area", "length", "people", "count", "time", "score", "ratio"]


@dataclass(frozen=True, slots=True)
class Unit:
    """``written`` as printed (folded), ``name`` as reported, ``base`` the unit of comparisons, ``factor`` to it.

    ``noun`` is what the unit itself says is counted (723个教学班), empty for a plain classifier.
    ``chinese`` tells whether a number in Chinese characters before it is a quantity too (三所, but not 三级).
    ``unless``: what may not follow (12人民 is no 12人). ``needs``: what has to stand nearby (86分 wants 平均分).
    """

    written: str
    name: str
    base: str
    kind: UnitKind
    example: str
    factor: Decimal = Decimal(1)
    noun: str = ""
    chinese: bool = False
    unless: str = ""
    needs: str = ""


def _u(
    written: str,
    name: str,
    base: str,
    kind: UnitKind,
    example: str,
    factor: str = "1",
    noun: str = "",
    cn: bool = False,
    unless: str = "",
    needs: str = "",
) -> Unit:
    return Unit(written, name, base, kind, example, Decimal(factor), noun, cn, unless, needs)


UNITS: Final = (
    _u("%", "%", "%", "percent", "达95.3%"),
    _u("‰", "‰", "%", "percent", "为2.5‰", "0.1"),
    _u("个百分点", "个百分点", "百分点", "points", "提高2.1个百分点", cn=True),
    _u("百分点", "百分点", "百分点", "points", "上升0.8百分点"),
    _u("元", "元", "元", "money", "每生650元", cn=True, unless="旦|月|素|宝|宵|老"),
    _u("美元", "美元", "美元", "money", "捐赠5000美元"),
    _u("平方米", "平方米", "平方米", "area", "新建校舍3400平方米", cn=True),
    _u("平方公里", "平方公里", "平方米", "area", "辖区面积120平方公里", "1000000"),
    _u("平米", "平方米", "平方米", "area", "操场1200平米"),
    _u("平方", "平方米", "平方米", "area", "教室600平方", unless="公|千|英|根"),
    _u("㎡", "平方米", "平方米", "area", "食堂800㎡"),
    _u("m²", "平方米", "平方米", "area", "食堂800m²"),
    _u("m2", "平方米", "平方米", "area", "食堂800m2"),
    _u("公顷", "公顷", "平方米", "area", "占地2公顷", "10000"),
    _u("亩", "亩", "亩", "area", "征地60亩", cn=True),
    _u("米", "米", "米", "length", "围墙300米", unless="跑|短跑|接力|赛|栏|饭|粒|深"),
    _u("厘米", "厘米", "米", "length", "平均身高142.6厘米", "0.01"),
    _u("延米", "米", "米", "length", "围墙300延米"),
    _u("公里", "公里", "米", "length", "校道3公里", "1000", needs="路|道|校道|管|公里|绿"),
    _u("千米", "千米", "米", "length", "校道3千米", "1000"),
    _u("立方米", "立方米", "立方米", "count", "护坡500立方米"),
    _u("吨", "吨", "吨", "count", "捐煤20吨"),
    _u("千瓦", "千瓦", "千瓦", "count", "装机50千瓦"),
    _u("人(次)", "人次", "人次", "people", "培训1250人(次)"),
    _u("人/次", "人次", "人次", "people", "培训1250人/次"),
    _u("人·次", "人次", "人次", "people", "培训1250人·次"),
    _u("人次", "人次", "人次", "people", "培训1250人次", cn=True),
    _u("名次", "名次", "名次", "count", "上升3名次"),
    _u(
        "人",
        "人",
        "人",
        "people",
        "招生161人",
        cn=True,
        unless="制|篮|足球|行|间|民(?!办)|口|格|工|文|才|生(?!活)|性|物",
    ),
    _u("名", "名", "人", "people", "新招教师12名", cn=True, unless="单|额|称|义(?!务)|牌|著"),
    _u("位", "位", "人", "people", "30位教师", cn=True, unless="数|一体|于|置|列|居"),
    _u("户", "户", "户", "count", "走访300户", cn=True, unless="外|籍|口|主"),
    _u("个教学班", "班", "班", "count", "723个教学班", noun="教学班", cn=True),
    _u("个班级", "班", "班", "count", "12个班级", noun="班级", cn=True),
    _u("个班", "班", "班", "count", "36个班", noun="班级", cn=True),
    _u("班", "班", "班", "count", "设20班", noun="班级", unless="主任|子|长|会|额|班|风|队|干|车|规|组|后"),
    _u("所", "所", "所", "count", "新建2所", cn=True, unless="谓|得税|以(?!上|下|内)"),
    _u(
        "个",
        "个",
        "个",
        "count",
        "6个项目",
        cn=True,
        unless="月|星期|礼拜|学期|小时|学年|年度?|学时|课时|百分点|教学班|班|性|体|人|别|方面|层面|环节|层次",
    ),
    _u("个人", "个", "个", "people", "12个人获奖", noun="个人"),
    _u(
        "家",
        "家",
        "家",
        "count",
        "托管机构8家",
        cn=True,
        unless="长|庭|乡|校|访|教|园|具|政|村(?!级|办|小)|湾|坝|沟|寨|庄|镇|屯|营|桥",
    ),
    _u("间", "间", "间", "count", "教室24间", cn=True, unless="接|隔|操|距"),
    _u("口", "口", "口", "count", "水井3口", unless="语|头|径|人|腔|味|号|述|岸", needs="井|锅|池"),
    _u("幢", "幢", "幢", "count", "三幢综合楼", cn=True),
    _u("栋", "栋", "栋", "count", "教学楼5栋", cn=True),
    _u("座", "座", "座", "count", "食堂4座", cn=True, unless="谈|位|右|落"),
    _u("处", "处", "处", "count", "隐患16处", cn=True, unless="于|理|分|级|在|长|置|室|罚|科|境"),
    _u("块", "块", "块", "count", "运动场7块", cn=True, unless="状|地"),
    _u("片", "片", "片", "count", "球场3片", unless="区|面|子|段"),
    _u("层", "层", "层", "count", "宿舍楼5层", unless="次|面|级|层|出"),
    _u("台", "台", "台", "count", "电脑860台", cn=True, unless="阶|账"),
    _u("套", "套", "套", "count", "课桌椅1200套", cn=True, unless="用|取|班|餐"),
    _u("部", "部", "部", "count", "校车16部", unless="分|门|曲|委|队|署|长|级"),
    _u("辆", "辆", "辆", "count", "校车16辆", cn=True),
    _u("张", "张", "张", "count", "床位560张", unless="贴|扬"),
    _u("册", "册", "册", "count", "图书320册"),
    _u("本", "本", "本", "count", "图书800本", unless="科|校|地|级|县|市|区|着|学|次|报|土|人|局|省|年|专"),
    _u("件", "件", "件", "count", "办结信访12件", unless="套"),
    _u("份", "份", "份", "count", "问卷1500份", unless="额"),
    _u("篇", "篇", "篇", "count", "论文15篇", cn=True, unless="章|幅"),
    _u("幅", "幅", "幅", "count", "作品40幅"),
    _u("首", "首", "首", "count", "歌曲12首", unless="次|先|届|批|创|席|长|府", needs="歌|诗|曲"),
    _u("节", "节", "节", "count", "听课300节", cn=True, unless="约|日|能|水|奏|点|省|俭"),
    _u("节次", "节次", "节", "count", "听课300节次"),
    _u("堂", "堂", "节", "count", "示范课20堂", unless="皇"),
    _u(
        "期",
        "期",
        "期",
        "count",
        "简报53期",
        cn=True,
        unless="间|末|中|初|望|待|满|限|刊|工程|项目|建设|行动|规划|课改|课程改革",
    ),
    _u("次", "次", "次", "count", "座谈会50次", cn=True, unless="日|序|数|要|性|年|品|第"),
    _u("场", "场", "场", "count", "讲座18场", cn=True, unless="地|所|馆|面|景"),
    _u("场次", "场次", "场", "count", "讲座18场次", cn=True),
    _u("项次", "项次", "项", "count", "获奖35项次"),
    _u("项", "项", "项", "count", "课题1423项", cn=True, unless="目"),
    _u(
        "起",
        "起",
        "起",
        "count",
        "事故2起",
        cn=True,
        unless="来|到|步|草|点|全|开|实|始|草|用",
        needs="事故|案|事件|火灾|纠纷|投诉|信访|违|举报|诉讼",
    ),
    _u("例", "例", "例", "count", "病例3例", cn=True, unless="如|会|行|外", needs="病|例|疫|感染"),
    _u("例次", "例次", "例", "count", "病例3例次"),
    _u("批", "批", "批", "count", "三批教师", cn=True, unless="准|次|评|复|示|改|发|以上|上线|录取|本"),
    _u("批次", "批次", "批", "count", "抽检12批次", cn=True),
    _u("条", "条", "条", "count", "信息320条", cn=True, unless="件|例|禁令|规定|措施|标准|款|龙"),
    _u("门", "门", "门", "count", "课程26门", cn=True, unless="户|前|口|诊|卫|类|票"),
    _u("种", "种", "种", "count", "教材8种", unless="植|子|类"),
    _u(
        "对",
        "对",
        "对",
        "count",
        "师徒结对120对",
        cn=True,
        unless="口|于|比|应|象|外|内|全|学|教|照|待|此|其|所|农|城|接|一",
        needs="结|师徒|帮扶|配对|牵手|拉手",
    ),
    _u("组", "组", "组", "count", "课桌椅40组", unless="织|建|成|长|合|团|内"),
    _u("支", "支", "支", "count", "代表队12支", cn=True, unless="持|出|付|教|援|部|撑|行|委|柱|农"),
    _u("枚", "枚", "枚", "count", "金牌15枚", cn=True),
    _u("块(套)", "套", "套", "count", "电子白板60块(套)"),
    _u("台(套)", "套", "套", "count", "设备60台(套)"),
    _u("台(件)", "台", "台", "count", "设备60台(件)"),
    _u("台(件、套)", "套", "套", "count", "设备60台(件、套)"),
    _u("台件套", "套", "套", "count", "设备60台件套"),
    _u("篇次", "篇", "篇", "count", "论文获奖80篇次"),
    _u("个次", "个", "个", "count", "文明班级36个次"),
    _u("岁", "岁", "岁", "count", "教师平均年龄44.6岁", needs="平均年龄|均龄|平均教龄"),
    _u("台套", "套", "套", "count", "设备60台套"),
    _u("万字", "万字", "字", "count", "教材20万字", "10000"),
    _u("封", "封", "封", "count", "书信6300封"),
    _u("具", "具", "具", "count", "灭火器24具", unless="体|有|备"),
    _u("户次", "户次", "户次", "count", "家访820户次"),
    _u("辆次", "辆次", "辆次", "count", "查处超载校车47辆次"),
    _u("件次", "件次", "件", "count", "来信来访56件次"),
    _u("轮", "轮", "轮", "count", "比对4轮", unless="流|训|岗|换|滑"),
    _u("分钟", "分钟", "分钟", "time", "作业压减到58分钟", needs="作业|平均|锻炼|体育|睡眠|活动|车程"),
    _u("株", "株", "株", "count", "植树400株", unless="洲"),
    _u("棵", "棵", "棵", "count", "植树400棵"),
    _u("盏", "盏", "盏", "count", "护眼灯900盏"),
    _u(
        "只",
        "只",
        "只",
        "count",
        "垃圾桶90只",
        unless="有|要|是|能|为|达|占|需|用|招",
        needs="桶|鸡|羊|灯|箱|狗|口罩|鼠|篮",
    ),
    _u("把", "把", "把", "count", "椅子90把", unless="握|关|学|教|手|好|全", needs="椅|伞|剪|琴"),
    _u("副", "副", "副", "count", "球架12副", cn=True, unless="校|局|县|书|主|科|处|区|镇|市|教|总|高|市"),
    _u("面", "面", "面", "count", "锦旗12面", unless="对|向|积|临|上|貌|试|授|前|广", needs="旗|墙|锣|鼓|牌"),
    _u("床", "床", "床", "count", "棉被300床", unless="位"),
    _u("学时", "学时", "学时", "time", "每人72学时", cn=True, unless="制"),
    _u("课时", "课时", "课时", "time", "每周2课时", cn=True),
    _u("个课时", "课时", "课时", "time", "每周2个课时", cn=True),
    _u("小时", "小时", "小时", "time", "每天1小时", cn=True, unless="候|制|工"),
    _u("个小时", "小时", "小时", "time", "每天1个小时", cn=True),
    _u(
        "分",
        "分",
        "分",
        "score",
        "平均分86.5分",
        unless="钟|之|别|类|校|级|区|管|解|层|步|段|布|析|配|期|批|流|工|制|享|组|年|园|局|为|成",
        needs="分数|均分|得分|总分|成绩|满分|考|线|评估|测评|检查|达标",
    ),
    _u("倍", "倍", "倍", "ratio", "是上年的2.3倍", cn=True, unless="增|感|受"),
)

BY_WRITTEN: Final = {unit.written: unit for unit in UNITS}
MAGNITUDE_KINDS: Final = frozenset({"money", "people", "area", "count", "length"})


def _expression(unit: Unit) -> str:
    return re.escape(unit.written) + (f"(?!{unit.unless})" if unit.unless else "")


_LONGEST_FIRST: Final = sorted(UNITS, key=lambda unit: -len(unit.written))
ALTERNATION: Final = "|".join(_expression(unit) for unit in _LONGEST_FIRST)
CHINESE_ALTERNATION: Final = "|".join(_expression(unit) for unit in _LONGEST_FIRST if unit.chinese)
