"""Rules for passwords in sentences of our own: Django's are in English or read like a translation."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator


class LengthValidator(MinimumLengthValidator):
    """The shortest length, said in Chinese."""

    def get_error_message(self) -> str:
        """Return what is wrong and what would be right."""
        return f"密码太短，至少要 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        """Return the rule."""
        return f"密码至少 {self.min_length} 个字符。"


class SimilarityValidator(UserAttributeSimilarityValidator):
    """Not much like the own name, said in plain words."""

    def get_error_message(self) -> str:
        """Return what is wrong and what would be right; Django puts in which name it is."""
        return "密码和%(verbose_name)s太像，容易被猜到，请换一个。"

    def get_help_text(self) -> str:
        """Return the rule."""
        return "密码不能和登录名、姓名太像。"
