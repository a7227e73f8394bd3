"""App configuration of ``spreadsheets``."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SpreadsheetsConfig(AppConfig):
    """Reading, mapping, planning and undoing imports; writing workbooks."""

    name = "spreadsheets"
    verbose_name = "表格导入"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let each app's ``sheets.py`` register what it reads, and its ``resources.py`` what it gives away."""
        autodiscover_modules("sheets", "resources")
