"""What the story tells, in the order of the newspaper article: 筑巢, 暖巢, 固巢. The sentences are our own."""

from __future__ import annotations

from reports.story.language import Chapter, Clause, Point, Sentence

NO_MORE = "{year}没有新增"

BUILDING = Chapter(
    "筑巢",
    "组织建起来，流动党员有家",
    "home-modern",
    (
        Point(
            "家底",
            Sentence(
                Clause("{place}管理流动党员{members.managed}", nothing="{place}目前没有在册的流动党员"),
                Clause("其中{members.two_new}来自“两企三新”，占{members.two_new_share}"),
            ),
            Sentence(
                Clause(
                    "在这{members.two_new}里，企业负责人占{members.heads_share}，技术工人占{members.workers_share}，"
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
        Point(
            "组织",
            Sentence(
                Clause("下设党支部{branches.branches}", nothing="还没有建立党支部", whole_only=True),
                Clause("园区非公企业有党支部联系的占{branches.coverage}", whole_only=True),
            ),
            Sentence(
                Clause(
                    "与{branches.partnerships}外地党组织开展党建共建",
                    nothing="目前没有与外地党组织开展共建",
                    whole_only=True,
                ),
            ),
        ),
        Point(
            "阵地",
            Sentence(
                Clause(
                    "开放暖流驿站{stations.stations}、党建孵化阵地{stations.incubators}",
                    nothing="还没有开放驿站和孵化阵地",
                ),
                Clause("本月有{stations.active}办了活动", nothing="本月都还没有办活动"),
            ),
            Sentence(
                Clause("累计孵化党组织{stations.incubated}", nothing="还没有孵化出党组织"),
                Clause("其中{year}{stations.incubated|year}", nothing=NO_MORE),
            ),
            Sentence(
                Clause(
                    "累计{members.settled}党员把组织关系转进园区，安下家来",
                    nothing="还没有党员把组织关系转进园区",
                ),
                Clause("其中{year}{members.settled|year}", nothing=NO_MORE),
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
            Sentence(
                Clause(
                    "开放崛起大讲堂累计开班{training.sessions}，培训{training.attendances}",
                    nothing="开放崛起大讲堂还没有开班",
                ),
                Clause(
                    "其中{year}开班{training.sessions|year}，培训{training.attendances|year}",
                    nothing="{year}没有开班",
                    before="；",
                ),
            ),
            Sentence(
                Clause("累计{members.honoured}党员获评劳模、工匠", nothing="还没有党员获评劳模、工匠"),
                Clause("其中{year}{members.honoured|year}", nothing=NO_MORE),
            ),
        ),
        Point(
            "文化",
            Sentence(
                Clause(
                    "企业文化节已办{activities.festivals}", nothing="还没有办过企业文化节", whole_only=True
                ),
            ),
            Sentence(
                Clause("党员参加文化节累计{activities.festival_attendances}", nothing="还没有党员参加文化节"),
                Clause("其中{year}{activities.festival_attendances|year}", nothing="{year}没有"),
            ),
            Sentence(
                Clause(
                    "企业在活动中结识，促成合作订单{activities.deals}",
                    nothing="还没有登记由活动促成的合作订单",
                ),
            ),
        ),
        Point(
            "帮扶",
            Sentence(
                Clause("累计解决生活工作难题{services.solved}", nothing="还没有解决的难题"),
                Clause("其中{year}{services.solved|year}", nothing=NO_MORE),
            ),
            Sentence(
                Clause("累计开展志愿服务{activities.volunteering}", nothing="还没有开展志愿服务"),
                Clause("其中{year}{activities.volunteering|year}", nothing="{year}没有开展"),
            ),
            Sentence(
                Clause("{year}走访慰问{services.visits|year}", nothing="{year}没有走访慰问"),
                Clause("办结法律援助{services.legal_aids_closed|year}"),
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
            Sentence(
                Clause(
                    "有党员创业项目{contributions.ventures}，厂房面积合计{contributions.venture_area}，"
                    "获授权专利{contributions.patents}",
                    nothing="目前没有登记党员创业项目",
                ),
            ),
        ),
        Point(
            "治理",
            Sentence(
                Clause(
                    "在岗的示范岗、楼长、舍长{contributions.posts}", nothing="目前没有设示范岗、楼长、舍长"
                ),
            ),
            Sentence(
                Clause("党员累计调解矛盾纠纷{contributions.mediations}", nothing="还没有调解成功的矛盾纠纷"),
                Clause("其中{year}{contributions.mediations|year}", nothing=NO_MORE),
            ),
            Sentence(
                Clause("累计落实“夫妻房”{contributions.couple_rooms}"),
                Clause("新建停车场{contributions.parking_area}"),
            ),
        ),
        Point(
            "建言",
            Sentence(
                Clause(
                    "累计征集“金点子”{contributions.suggestions}，采纳{contributions.adopted}",
                    nothing="还没有征集到“金点子”",
                ),
                Clause(
                    "其中{year}征集{contributions.suggestions|year}，采纳{contributions.adopted|year}",
                    nothing="{year}没有征集",
                    before="；",
                ),
            ),
        ),
    ),
)
CHAPTERS = (BUILDING, WARMING, LASTING)
