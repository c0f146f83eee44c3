"""Who says no may say who could help instead."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_asks_are_told")]
    operations = [
        migrations.AddField(
            model_name="referralevent",
            name="suggestion",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
    ]
