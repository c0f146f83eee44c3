"""Who says no may say who could help instead."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_asks_row_security")]
    operations = [
        migrations.AddField(
            model_name="referralevent",
            name="suggestion",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
    ]
