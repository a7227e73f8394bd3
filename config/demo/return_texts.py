"""What branches write in their returns: sentences by chapter, of which each month takes its own."""

from __future__ import annotations

from config.demo.seed import chance
from core.periods import Month

_WORK = """
召开支部党员大会一次，传达园区党委工作安排，讨论本月重点任务。
结合企业生产安排开展主题党日，到车间班组现场学习。
逐一核对在册党员的联系方式和工作单位，有变化的当场更新。
组织党员参加开放崛起大讲堂，回支部后交流学习体会。
支部委员分片联系流动党员，对出差在外的党员电话联系。
走访党员所在企业，听取负责人对党员作用发挥的意见。
对新流入党员开展见面谈话，说明组织生活安排和联系方式。
配合党群服务中心办理党员反映的事项，办结后逐件回访。
"""
_FEATURES = """
把组织生活安排在交接班前后，夜班党员也能参加。
党员责任区挂牌上墙，班组遇到难题先找党员。
支部与驿站共用一间活动室，周末向全体职工开放。
老党员带新党员，一人联系三名青年职工。
用短视频讲党课，出差党员在路上也能学习。
每月评一件“身边好事”，由职工投票。
"""
_PROBLEMS = """
部分党员跨区域出差多，集中学习到课率不高。
个别企业生产任务紧，活动时间难以统一。
有的流出地党组织联系人变动，组织关系核对较慢。
支部委员多为兼职，材料整理不够及时。
新业态党员工作地点分散，见面谈话安排困难。
"""
_PLANS = """
走访本月新流入党员所在的企业。
与驿站联合开展一次政策宣讲。
完成流动党员活动证信息核对。
组织一次技能比武，党员带头报名。
对三个月未联系上的党员逐一查找。
筹备下月主题党日和志愿服务。
"""
_TEXTS = {"work": (_WORK, 3), "features": (_FEATURES, 1), "problems": (_PROBLEMS, 1), "plans": (_PLANS, 2)}


def texts_of(code: str, month: Month) -> dict[str, str]:
    """Return the four texts of the branch with ``code`` for ``month``, in the words of the year's round."""
    rng = chance("return", code, month)
    return {
        name: "\n".join(rng.sample(sentences.strip().splitlines(), count))
        for name, (sentences, count) in _TEXTS.items()
    }
