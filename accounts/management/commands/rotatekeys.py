"""``manage.py rotatekeys``: put everything that is encrypted under the current key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.rotation import Counts, encrypted_models, rotate
from core import crypto


class Command(BaseCommand):
    """Exit 0 if all is under the current key afterwards, 1 if a value could not be decrypted."""

    help = "把所有加密的数据改用当前密钥（FIELD_KEYS 的第一把）重新加密。可以中断，再次运行会接着做。"

    def handle(self, **options: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        """Go through all models and say what was done."""
        total = Counts()
        for model in encrypted_models():
            counts = Counts()
            for batch in rotate(model):
                counts.add(batch)
            self.stdout.write(
                f"{model._meta.verbose_name}：{counts.rows} 行，重新加密 {counts.renewed} 个值。"
            )
            total.add(counts)
        current = crypto.current_key_name()
        if total.unreadable:
            self.stderr.write(f"有 {len(total.unreadable)} 个值无法解密，没有改动：")
            for place in total.unreadable[:20]:
                self.stderr.write(f"  {place}")
            self.stderr.write("请确认 FIELD_KEYS 里还留着旧密钥，再运行一次。")
            raise SystemExit(1)
        self.stdout.write(f"全部数据都已使用密钥 {current}，FIELD_KEYS 里的其他密钥可以删去。")
        self.stdout.write("早先的备份仍要用旧密钥才能打开：请把旧密钥另外保存好。")
