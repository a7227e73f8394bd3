"""What a page says of a job."""

from __future__ import annotations

from dataclasses import dataclass

from spreadsheets.jobs import UNFINISHED, ImportJob, JobState, Work
from spreadsheets.progress import Progress

WHAT_IS_LOST = {
    (Work.READ, False): "文件没有保存，请重新上传",
    (Work.READ, True): "已读取的都在，其余的没有保存",
    (Work.PLAN, False): "没有导入任何一行",
    (Work.PLAN, True): "没有导入任何一行",
    (Work.COMMIT, False): "没有导入任何一行",
    (Work.COMMIT, True): "已经导入的不受影响，其余的一行也没有导入",
}
"""What a job leaves where somebody stops it; the second of the key tells whether it works on several files."""
TITLES = {
    Work.READ: ("正在读取", "没有读完"),
    Work.PLAN: ("正在核对", "没有核对完"),
    Work.COMMIT: ("正在导入", "没有导入"),
}
WAITING = "前面还有别的导入，正在排队"


def cancelled(job: ImportJob) -> str:
    """Say what a job has left that somebody has cancelled."""
    return f"已取消{job.get_work_display()}，{WHAT_IS_LOST[Work(job.work), job.bundle_id is not None]}。"


def cut_off(job: ImportJob) -> str:
    """Say what a job has left that a restart of the server has cut off."""
    if job.work == Work.READ:
        return "服务器重新启动，没有读完，请再点一次。"
    return f"服务器重新启动，{WHAT_IS_LOST[Work(job.work), job.bundle_id is not None]}，请再点一次。"


def broken(job: ImportJob) -> str:
    """Say what a job has left that broke down by no fault of the file."""
    lost = "没有读完" if job.work == Work.READ else WHAT_IS_LOST[Work(job.work), job.bundle_id is not None]
    return f"系统出错，已经停止，{lost}。请再试一次，仍然不行请联系管理员。"


@dataclass(frozen=True)
class Standing:
    """Where a job stands, for a page; ``progress`` is what this process knows of it."""

    job: ImportJob
    state: JobState
    progress: Progress | None

    @property
    def goes_on(self) -> bool:
        """Tell whether it has not come to an end."""
        return self.state in UNFINISHED

    @property
    def title(self) -> str:
        """What is being done, or was not."""
        going, ended = TITLES[Work(self.job.work)]
        return going if self.goes_on else ended

    @property
    def words(self) -> str:
        """The step and the count: ``核对每一行：12000 / 50000 行``."""
        found = self.progress
        if found is None or not found.step:
            return WAITING if self.state == JobState.WAITING else "请稍候"
        number, count = found.file
        which = f"第 {number} 份，共 {count} 份 · " if count > 1 else ""
        rows = f"：{found.done:,}" if found.done else ""
        of = f" / {found.total:,}" if found.done and found.total else ""
        return f"{which}{found.step}{rows}{of}{' 行' if rows else ''}"

    @property
    def done(self) -> int:
        """Rows done, at most ``total``."""
        return min(self.progress.done, self.total) if self.progress else 0

    @property
    def total(self) -> int:
        """Rows in all; 0 where nobody knows."""
        return self.progress.total if self.progress else 0

    @property
    def sentence(self) -> str:
        """Why it has not come to its end, and what to do."""
        return self.job.sentence or (cut_off(self.job) if self.state == JobState.INTERRUPTED else "")
