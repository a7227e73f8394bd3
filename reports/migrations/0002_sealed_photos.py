"""Photos of returns are stored encrypted."""

from django.db import migrations

import core.fields


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="returnphoto",
            name="content",
            field=core.fields.SealedBytesField(verbose_name="图片"),
        ),
    ]
