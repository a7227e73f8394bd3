"""A template waits before it is taken; one at most is in use, one waits."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("branches", "0003_report_settings"),
        ("reports", "0002_sealed_photos"),
    ]

    operations = [
        migrations.AddField(
            model_name="reporttemplate",
            name="uploaded_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="上传时间"
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="uploaded_by_name",
            field=models.CharField(blank=True, editable=False, max_length=60, verbose_name="上传人"),
        ),
        migrations.AlterField(
            model_name="reporttemplate",
            name="taken_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="启用时间"),
        ),
        migrations.AlterField(
            model_name="reporttemplate",
            name="taken_by_name",
            field=models.CharField(blank=True, editable=False, max_length=60, verbose_name="启用人"),
        ),
        migrations.AddConstraint(
            model_name="reporttemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True), ("taken_at__isnull", False)),
                fields=("committee",),
                name="report_template_in_use_once",
                violation_error_message="已经有一个模板在使用。",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporttemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True), ("taken_at__isnull", True)),
                fields=("committee",),
                name="report_template_waits_once",
                violation_error_message="已经有一个模板等待启用。",
            ),
        ),
    ]
