"""What the story tells, in the order of the newspaper article: 筑巢, 暖巢, 固巢. The sentences are our own."""

from __future__ import annotations

from reports.story.language import Chapter, Clause, Point, Sentence

BUILDING = Chapter(
    "筑巢",
    "组织建起来，流动党员有家",
    "home-modern",
    (
        Point(
            "家底",
            (
                Sentence(
                    Clause("{place}管理流动党员{members.managed}", nothing="{place}目前没有在册的流动党员"),
                    Clause("其中{members.two_new}来自“两企三新”，占{members.two_new_share}"),
                ),
                Sentence(
                    Clause(
                        "“两企三新”党员里，企业负责人占{members.heads_share}，技术工人占{members.workers_share}，"
                        "流动性技术人才占{members.talent_share}"
                    ),
                ),
                Sentence(
                    Clause(
                        "{year}流入{members.arrivals|year}，离开{members.departures|year}",
                        nothing="{year}没有党员流入或离开",
                    ),
                ),
            ),
        ),
        Point(
            "组织",
            (
                Sentence(
                    Clause("下设党支部{branches.branches}", nothing="还没有建立党支部", whole_only=True),
                    Clause("园区非公企业有党支部联系的占{branches.coverage}", whole_only=True),
                ),
                Sentence(
                    Clause(
                        "与外地党组织开展党建共建{branches.partnerships}",
                        nothing="目前没有与外地党组织开展共建",
                        whole_only=True,
                    )
                ),
            ),
        ),
        Point(
            "阵地",
            (
                Sentence(
                    Clause(
                        "开放暖流驿站{stations.stations}、党建孵化阵地{stations.incubators}",
                        nothing="还没有开放驿站和孵化阵地",
                    ),
                    Clause("本月有{stations.active}办了活动", nothing="本月都还没有办活动"),
                ),
                Sentence(
                    Clause("孵化党组织累计{stations.incubated}", nothing="还没有孵化出党组织"),
                    Clause("{year}新增{stations.incubated|year}", nothing="{year}没有新增"),
                ),
                Sentence(
                    Clause(
                        "把组织关系转进园区、安下家来的党员累计{members.settled}",
                        nothing="还没有党员把组织关系转进园区",
                    ),
                    Clause("{year}新增{members.settled|year}", nothing="{year}没有新增"),
                ),
            ),
        ),
    ),
)
WARMING = Chapter(
    "暖巢",
    "服务送上门，流动党员有靠",
    "sun",
    (
        Point(
            "学习",
            (
                Sentence(
                    Clause(
                        "大讲堂累计开班{training.sessions}，培训{training.attendances}",
                        nothing="大讲堂还没有开班",
                    ),
                    Clause(
                        "{year}开班{training.sessions|year}，培训{training.attendances|year}",
                        nothing="{year}没有开班",
                        before="；",
                    ),
                ),
                Sentence(
                    Clause("获评劳模、工匠的党员累计{members.honoured}", nothing="还没有党员获评劳模、工匠"),
                    Clause("{year}新增{members.honoured|year}"),
                ),
            ),
        ),
        Point(
            "文化",
            (
                Sentence(
                    Clause(
                        "企业文化节办了{activities.festivals}",
                        nothing="还没有办过企业文化节",
                        whole_only=True,
                    ),
                ),
                Sentence(
                    Clause(
                        "党员参加文化节活动累计{activities.festival_attendances}",
                        nothing="还没有党员参加文化节活动",
                    ),
                    Clause("{year}参加{activities.festival_attendances|year}", nothing="{year}没有参加"),
                ),
                Sentence(
                    Clause(
                        "企业在活动中结识，促成合作订单{activities.deals}",
                        nothing="还没有登记由活动促成的合作订单",
                    ),
                ),
            ),
        ),
        Point(
            "帮扶",
            (
                Sentence(
                    Clause("帮助解决生活工作难题累计{services.solved}", nothing="还没有解决的工单"),
                    Clause("{year}解决{services.solved|year}", nothing="{year}没有"),
                ),
                Sentence(
                    Clause("志愿服务累计{activities.volunteering}", nothing="还没有开展志愿服务"),
                    Clause("{year}开展{activities.volunteering|year}", nothing="{year}没有开展"),
                ),
            ),
        ),
    ),
)
LASTING = Chapter(
    "固巢",
    "舞台搭起来，流动党员有为",
    "rocket-launch",
    (
        Point(
            "创业",
            (
                Sentence(
                    Clause(
                        "党员创业项目厂房面积合计{contributions.venture_area}，授权专利{contributions.patents}",
                        nothing="目前没有登记党员创业项目",
                    ),
                ),
            ),
        ),
        Point(
            "治理",
            (
                Sentence(
                    Clause(
                        "在岗的示范岗、楼长、舍长{contributions.posts}",
                        nothing="目前没有设示范岗、楼长、舍长",
                    ),
                ),
                Sentence(
                    Clause(
                        "党员调解矛盾纠纷累计{contributions.mediations}", nothing="还没有调解成功的矛盾纠纷"
                    ),
                    Clause("{year}调解{contributions.mediations|year}", nothing="{year}没有"),
                ),
                Sentence(Clause("落实“夫妻房”累计{contributions.couple_rooms}")),
                Sentence(Clause("新建停车场累计{contributions.parking_area}")),
            ),
        ),
        Point(
            "建言",
            (
                Sentence(
                    Clause(
                        "征集“金点子”累计{contributions.suggestions}，采纳{contributions.adopted}",
                        nothing="还没有征集到“金点子”",
                    ),
                    Clause(
                        "{year}征集{contributions.suggestions|year}，采纳{contributions.adopted|year}",
                        nothing="{year}没有征集",
                        before="；",
                    ),
                ),
            ),
        ),
    ),
)
CHAPTERS = (BUILDING, WARMING, LASTING)
