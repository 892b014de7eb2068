from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="district",
            name="changed_at",
            field=models.DateTimeField(auto_now=True, verbose_name="更改时间"),
        ),
        migrations.AddField(
            model_name="districtname",
            name="changed_at",
            field=models.DateTimeField(auto_now=True, verbose_name="更改时间"),
        ),
    ]
