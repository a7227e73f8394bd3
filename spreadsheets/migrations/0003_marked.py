from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("spreadsheets", "0002_repairs"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="importrow",
            name="import_row_once",
        ),
        migrations.AddField(
            model_name="importrow",
            name="old_file",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="属于第几份旧表"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(
                fields=("batch", "old_file", "sheet", "number"), name="import_row_once"
            ),
        ),
    ]
