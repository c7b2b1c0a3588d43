"""The code tables of the national implementation list, in words: what stands behind each code of a definition."""

from __future__ import annotations

from collections.abc import Mapping

from banli.kernel.text import Words


def _words(zh: str, en: str) -> Words:
    return Words(zh=zh, en=en)


KINDS: Mapping[str, Words] = {
    "01": _words("行政许可", "Licence"),
    "02": _words("行政处罚", "Penalty"),
    "03": _words("行政强制", "Coercive measure"),
    "04": _words("行政征收", "Levy"),
    "05": _words("行政给付", "Payment"),
    "06": _words("行政检查", "Inspection"),
    "07": _words("行政确认", "Confirmation"),
    "08": _words("行政奖励", "Award"),
    "09": _words("行政裁决", "Ruling"),
    "10": _words("其他行政权力", "Other administrative power"),
    "20": _words("公共服务", "Public service"),
}
LEVELS: Mapping[str, Words] = {
    "1": _words("国家级", "National"),
    "2": _words("省级", "Province"),
    "3": _words("市级", "City"),
    "4": _words("县级", "County"),
    "5": _words("镇（乡、街道）级", "Township"),
    "6": _words("村（社区）级", "Village"),
    "7": _words("分级管理", "Several levels"),
}
SERVER_TYPES: Mapping[str, Words] = {
    "1": _words("自然人", "Citizens"),
    "2": _words("企业法人", "Companies"),
    "3": _words("事业法人", "Public institutions"),
    "4": _words("社会组织法人", "Social organisations"),
    "5": _words("行政机关", "Government bodies"),
    "6": _words("其他组织", "Other organisations"),
}
CASE_TYPES: Mapping[str, Words] = {
    "instant": _words("即办件", "On the spot"),
    "committed": _words("承诺件", "Within a promised time"),
}
ONLINE_DEPTHS: Mapping[int, Words] = {
    1: _words("互联网咨询", "Ask online"),
    2: _words("互联网收件", "Hand in online"),
    3: _words("互联网预审", "Pre-check online"),
    4: _words("互联网受理", "Acceptance online"),
    5: _words("互联网办理", "Handled online"),
    6: _words("互联网办理结果信息反馈", "Result told online"),
    7: _words("互联网电子证照反馈", "Electronic certificate online"),
}
RESULT_TYPES: Mapping[str, Words] = {
    "10": _words("出证办结", "Certificate"),
    "20": _words("出文办结", "Document"),
    "30": _words("审批办结", "Decision"),
    "40": _words("上报办结", "Reported upwards"),
    "50": _words("其他", "Other"),
}
DELIVERY: Mapping[str, Words] = {
    "window": _words("窗口领取", "Collect at the window"),
    "post": _words("邮寄送达", "By post"),
    "online": _words("网上下载", "Download"),
}
MATERIAL_FORMS: Mapping[str, Words] = {
    "paper": _words("纸质", "Paper"),
    "electronic": _words("电子", "Electronic"),
    "both": _words("纸质或电子", "Paper or electronic"),
}
MATERIAL_SOURCES: Mapping[str, Words] = {
    "10": _words("申请人自备", "Provided by the applicant"),
    "20": _words("政府部门核发", "Issued by a government department"),
    "30": _words("中介机构出具", "Issued by an intermediary"),
    "99": _words("其他", "Other"),
}
NECESSITIES: Mapping[str, Words] = {
    "required": _words("必要", "Required"),
    "optional": _words("非必要", "Optional"),
    "later": _words("容缺后补", "May follow later"),
    "checked": _words("免提交", "Not handed in"),
}
UNITS: Mapping[str, Words] = {
    "working": _words("个工作日", "working days"),
    "calendar": _words("日", "calendar days"),
    "hour": _words("小时", "hours"),
    "month": _words("个月", "months"),
}
STEP_KINDS: Mapping[str, Words] = {
    "examine": _words("审查", "Examination"),
    "consult_department": _words("征求部门意见", "Consulting a department"),
    "site_visit": _words("现场核查", "Site visit"),
    "expert_review": _words("专家评审", "Expert review"),
    "technical_assessment": _words("技术评估", "Technical assessment"),
    "publicity": _words("公示", "Publicity"),
    "hearing": _words("听证", "Hearing"),
    "coordinate_provinces": _words("跨省协同", "Coordination with other provinces"),
    "approve": _words("审批决定", "Decision"),
    "countersign": _words("会签", "Countersignature"),
}
SPECIAL_KINDS: Mapping[str, Words] = {
    "hearing": _words("听证", "Hearing"),
    "tender": _words("招标", "Tender"),
    "auction": _words("拍卖", "Auction"),
    "inspection": _words("检验", "Inspection"),
    "testing": _words("检测", "Testing"),
    "quarantine": _words("检疫", "Quarantine"),
    "appraisal": _words("鉴定", "Appraisal"),
    "expert_review": _words("专家评审", "Expert review"),
    "other": _words("法定的其他程序", "Another procedure laid down by law"),
}
SEVERITIES: Mapping[str, Words] = {
    "violation": _words("不符合规定", "Not allowed"),
    "requirement": _words("须满足的要求", "Requirement"),
    "warning": _words("提醒", "Warning"),
    "information": _words("说明", "Information"),
    "cost": _words("费用", "Cost"),
}
THEMES: Mapping[str, Words] = {
    "birth": _words("生育收养", "Birth and adoption"),
    "education": _words("教育科研", "Education and research"),
    "work": _words("就业创业", "Work and business start"),
    "social_security": _words("社会保障", "Social security"),
    "health": _words("医疗卫生", "Health"),
    "housing": _words("住房保障", "Housing"),
    "transport": _words("交通出行", "Transport"),
    "culture": _words("文化体育", "Culture and sport"),
    "professions": _words("职业资格", "Professions"),
    "business": _words("设立变更", "Founding and changing a business"),
    "permission_to_operate": _words("准营准办", "Permission to operate"),
    "trade": _words("对外交流", "Foreign trade and exchange"),
    "land": _words("国土和规划", "Land and planning"),
    "safety": _words("安全生产", "Work safety"),
    "innovation": _words("科技创新", "Science and innovation"),
    "environment": _words("环保绿化", "Environment"),
    "elderly": _words("优待抚恤", "Support and care"),
}
MEASURES: Mapping[str, Words] = {
    "万元": _words("万元", "× 10,000 yuan"),
    "元": _words("元", "yuan"),
    "万吨/年": _words("万吨/年", "× 10,000 t a year"),
    "公顷": _words("公顷", "ha"),
    "㎡": _words("㎡", "m²"),
    "人": _words("人", "people"),
    "年": _words("年", "years"),
    "日": _words("日", "days"),
    "个工作日": _words("个工作日", "working days"),
    "m": _words("米", "m"),
    "km": _words("公里", "km"),
    "km/h": _words("公里/小时", "km/h"),
    "km²": _words("平方公里", "km²"),
    "kg": _words("千克", "kg"),
    "t": _words("吨", "t"),
    "kV": _words("千伏", "kV"),
    "USD": _words("美元", "US dollars"),
}
"""Units of fields in words: Chinese ones, and signs that Chinese writes out (GB 3100); others stay as they are."""
PERSON = "1"
"""The server type of citizens; all others are organisations."""
BOTH = ("person", "organisation")
THEME_CLASSES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(THEMES, BOTH),
    **dict.fromkeys(("birth", "work", "housing", "professions", "elderly"), ("person",)),
    **dict.fromkeys(("trade", "land", "safety", "innovation"), ("organisation",)),
}
"""Whom a theme of the national directory is for: the natural persons' list, the organisations' list, or both."""


def measure(unit: str) -> Words:
    """A unit in the reader's language; a sign stays as it is."""
    return MEASURES.get(unit) or Words(zh=unit)
