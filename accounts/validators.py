"""Rules for passwords whose sentences Django has in English only."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LengthValidator(MinimumLengthValidator):
    """The shortest length, said in Chinese."""

    def get_error_message(self) -> str:
        """Return what is wrong and what would be right."""
        return f"密码太短，至少要 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        """Return the rule."""
        return f"密码至少 {self.min_length} 个字符。"
