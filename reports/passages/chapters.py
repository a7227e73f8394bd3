"""What the text part tells, chapter by chapter, as long as nobody has rewritten it. The sentences are our own.

A figure without a form is the month's number: the state at its end, or what happened in it.
"""

from __future__ import annotations

from reports.passages.language import Chapter, Clause, Paragraph, Sentence, listed

BASICS = Chapter(
    "basics",
    "基本情况",
    (
        Paragraph(
            Sentence(
                "截至｛截止日期｝，｛单位｝",
                Clause("管理流动党员｛管理流动党员｝", before=""),
                Clause("｛管理流动党员·比上月｝"),
                Clause("其中来自“两企三新”的｛来自“两企三新”的流动党员｝，占｛“两企三新”占比｝", before="；"),
                nothing="截至｛截止日期｝，｛单位｝没有在册的流动党员。",
                needs_first=True,
            ),
            Sentence(
                "在来自“两企三新”的流动党员中，",
                Clause("企业负责人｛“两企三新”中的企业负责人｝，占｛企业负责人占比｝"),
                Clause("技术工人｛“两企三新”中的技术工人｝，占｛技术工人占比｝", before="；"),
                Clause(
                    "流动性技术人才｛“两企三新”中的流动性技术人才｝，占｛流动性技术人才占比｝", before="；"
                ),
            ),
        ),
        Paragraph(
            Sentence(
                "本月",
                Clause("流入｛流入｝", nothing="没有党员流入"),
                Clause("离开｛离开｝", nothing="没有党员离开"),
                nothing="本月没有党员流入或离开。",
            ),
            Sentence(
                "离开的去向为：",
                *listed("离开去向", "吸收转化", "返回流出地", "再次流动", "失联", "停止党籍", "去世", "其他"),
            ),
            Sentence("支部之间", Clause("调入｛支部间调入｝"), Clause("调出｛支部间调出｝")),
            Sentence("本年累计", Clause("流入｛流入·本年累计｝"), Clause("离开｛离开·本年累计｝")),
            Sentence(
                "",
                Clause("累计吸收转化党员｛吸收转化党员·累计｝", before=""),
                Clause("其中本月｛吸收转化党员｝"),
            ),
        ),
        Paragraph(
            Sentence(
                "按年龄分，",
                *listed("年龄结构", "35岁及以下", "36至45岁", "46至55岁", "56至60岁", "61岁及以上", "未登记"),
            ),
            Sentence(
                "按学历分，",
                *listed("学历结构", "研究生", "大学", "大专", "中专及高中", "初中及以下", "其他", "未登记"),
            ),
        ),
    ),
)
BUILDING = Chapter(
    "building",
    "组织建设和阵地",
    (
        Paragraph(
            Sentence(
                "",
                Clause("下设党支部｛党支部｝", before="", whole_only=True),
                Clause("｛党支部·比上月｝", whole_only=True, if_changed=True),
                Clause("与外地党组织结成党建共建｛党建共建｝", whole_only=True),
            ),
            Sentence(
                "",
                Clause("园区有企业｛园区企业｝", before="", whole_only=True),
                Clause("其中非公企业｛非公企业｝", whole_only=True),
                Clause("有党支部联系的占｛非公企业覆盖率｝", whole_only=True),
                needs_first=True,
            ),
        ),
        Paragraph(
            Sentence(
                "开放", Clause("暖流驿站｛暖流驿站｝"), Clause("党建孵化阵地｛党建孵化阵地｝", before="、")
            ),
            Sentence(
                "本月",
                Clause("有｛本月开展活动的驿站和阵地｝驿站和阵地开展了活动"),
                Clause("活动率｛驿站和阵地活动率｝"),
                needs_first=True,
            ),
            Sentence(
                "",
                Clause("累计孵化党组织｛孵化党组织·累计｝", before=""),
                Clause("其中本月｛孵化党组织｝"),
                Clause("正在孵化｛正在孵化的党组织｝", before="；"),
                needs_first=True,
            ),
        ),
    ),
)
LEARNING = Chapter(
    "learning",
    "教育培训和活动",
    (
        Paragraph(
            Sentence(
                "本月",
                Clause("开放崛起大讲堂开班｛大讲堂开班｝"),
                Clause("培训｛培训人次｝"),
                Clause("共｛大讲堂学时｝"),
                nothing="本月开放崛起大讲堂没有开班。",
                needs_first=True,
            ),
            Sentence(
                "本年累计",
                Clause("开班｛大讲堂开班·本年累计｝"),
                Clause("培训｛培训人次·本年累计｝"),
                needs_first=True,
            ),
        ),
        Paragraph(
            Sentence(
                "本月",
                Clause("举办活动｛举办活动｝"),
                Clause("｛举办活动·比上月｝"),
                nothing="本月没有举办活动。",
                needs_first=True,
            ),
            Sentence(
                "其中",
                *listed("活动类别", "文化节", "驿站活动", "志愿服务", "组织生活", "座谈会", "大讲堂", "其他"),
            ),
            Sentence(
                "",
                Clause("流动党员参加活动｛流动党员参加活动｝", before=""),
                Clause("共｛本月参加活动的流动党员｝"),
                Clause("参与率｛本月活动参与率｝"),
                Clause("其他人员参加｛其他人员参加｝", before="；"),
                needs_first=True,
            ),
            Sentence(
                "",
                Clause("企业文化节已办｛企业文化节·累计｝", before="", whole_only=True),
                Clause("本年党员参与｛文化节参与·本年累计｝", whole_only=True),
                needs_first=True,
            ),
        ),
    ),
)
SERVING = Chapter(
    "serving",
    "服务党员和企业",
    (
        Paragraph(
            Sentence(
                "本月",
                Clause("登记服务工单｛登记服务工单｝"),
                Clause("解决生活工作难题｛解决生活工作难题｝"),
                nothing="本月没有登记服务工单。",
            ),
            Sentence(
                "",
                Clause("累计解决生活工作难题｛解决生活工作难题·累计｝", before=""),
                Clause("按期解决率｛按期解决率·累计｝"),
                Clause("满意率｛满意率·累计｝"),
                needs_first=True,
            ),
        ),
        Paragraph(
            Sentence(
                "本月",
                Clause("联系党员｛联系党员｝"),
                Clause("走访慰问｛走访慰问｝"),
                Clause("办结法律援助｛办结法律援助｝"),
            ),
            Sentence(
                "",
                Clause("本月落实实事｛落实实事｝", before=""),
                Clause("本年累计落实实事｛落实实事·本年累计｝"),
            ),
            Sentence(
                "",
                Clause("本月促成合作订单｛促成合作订单｝", before=""),
                Clause("金额｛合作订单金额｝"),
                needs_first=True,
            ),
        ),
    ),
)
CONTRIBUTING = Chapter(
    "contributing",
    "作用发挥",
    (
        Paragraph(
            Sentence("在岗的示范岗、楼长、舍长", Clause("｛示范岗、楼长、舍长｝")),
            Sentence(
                "本月",
                Clause("受理矛盾纠纷｛受理矛盾纠纷｝"),
                Clause("调解成功｛调解纠纷矛盾｝"),
                Clause("累计调解成功｛调解纠纷矛盾·累计｝", before="；"),
            ),
            Sentence(
                "本月",
                Clause("征集“金点子”｛征集“金点子”｝"),
                Clause("采纳｛采纳“金点子”｝"),
                Clause("落实｛落实“金点子”｝"),
                Clause("累计征集｛征集“金点子”·累计｝，采纳率｛“金点子”采纳率·累计｝", before="；"),
            ),
        ),
        Paragraph(
            Sentence(
                "",
                Clause("党员创业项目｛创业项目｝", before=""),
                Clause("厂房面积合计｛创业项目厂房面积·累计｝"),
                Clause("累计获授权专利｛授权专利·累计｝"),
                Clause("其中本月｛授权专利｝"),
                needs_first=True,
            ),
            Sentence(
                "",
                Clause("累计有｛获评劳模、工匠·累计｝党员获评劳模、工匠", before=""),
                Clause("本月获各级荣誉｛荣誉｝"),
            ),
        ),
    ),
)
FEATURES = Chapter("features", "各支部特色做法", quoted=(("features", ""),))
AHEAD = Chapter(
    "ahead",
    "存在问题和下月打算",
    (
        Paragraph(
            Sentence(
                "截至｛截止日期｝，",
                Clause("未办结工单｛未办结工单｝"),
                Clause("其中超期｛超期未办结工单｝"),
                needs_first=True,
            ),
            Sentence("", Clause("待答复“金点子”｛待答复“金点子”｝", before="")),
            Sentence("", Clause("在途介绍信｛在途介绍信｝", before="")),
        ),
    ),
    quoted=(("problems", "存在问题"), ("plans", "下月打算")),
)
CHAPTERS = (BASICS, BUILDING, LEARNING, SERVING, CONTRIBUTING, FEATURES, AHEAD)
