"""Where postcodes are, for how far away something is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0010_group_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="PostcodePlace",
            fields=[
                ("code", models.CharField(max_length=7, primary_key=True, serialize=False)),
                ("easting", models.IntegerField()),
                ("northing", models.IntegerField()),
            ],
        ),
    ]
