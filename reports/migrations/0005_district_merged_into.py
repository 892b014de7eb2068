import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_review_and_trust")]

    operations = [
        migrations.AddField(
            model_name="district",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="reports.district",
                verbose_name="已并入",
            ),
        ),
    ]
