"""What residents and the people around them write to each other, with pictures and sounds."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0027_by_their_own_right"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=relational.kernel.base.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("theirs", models.BooleanField(verbose_name="from the resident")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="message")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="cases.resident",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=relational.kernel.base.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                        verbose_name="beside which words",
                    ),
                ),
                ("name", models.CharField(editable=False, max_length=43)),
                (
                    "mime",
                    models.CharField(
                        choices=[
                            ("image/jpeg", "a picture"),
                            ("audio/ogg", "a sound"),
                            ("audio/webm", "a sound"),
                            ("audio/mp4", "a sound"),
                            ("audio/mpeg", "a sound"),
                            ("audio/wav", "a sound"),
                        ],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="taken away")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="cases.resident",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.message",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Caption",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=relational.kernel.base.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "text",
                    models.TextField(max_length=5000, verbose_name="what is on it, or said in it"),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="captions",
                        to="cases.attachment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_caption_says_something",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["resident", "made_at"], name="messages_of_resident"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("theirs", True)), fields=["made_at"], name="messages_to_answer"
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["resident"], name="attachments_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("message__isnull", True), ("section", ""), _connector="XOR"),
                name="an_attachment_stands_with_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(fields=("name",), name="one_file_a_name"),
        ),
    ]
