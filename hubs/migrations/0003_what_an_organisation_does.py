"""What an organisation does, in a line."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0002_row_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="about",
            field=models.CharField(blank=True, max_length=300, verbose_name="what it does"),
        ),
    ]
