"""The rules of house style."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_outbox"),
    ]

    operations = [
        migrations.CreateModel(
            name="StyleRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "find",
                    models.CharField(
                        help_text="Literal words, no pattern.",
                        max_length=120,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?![-+=~]|\\d{1,9}[.)])[^\\x00-\\x1f\\x7f\\\\*_\\[\\]<>#|`]+\\Z",
                                "Write plain words: no marks of markup, nothing that would begin a list.",
                            )
                        ],
                        verbose_name="from",
                    ),
                ),
                (
                    "put",
                    models.CharField(
                        max_length=120,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?![-+=~]|\\d{1,9}[.)])[^\\x00-\\x1f\\x7f\\\\*_\\[\\]<>#|`]+\\Z",
                                "Write plain words: no marks of markup, nothing that would begin a list.",
                            )
                        ],
                        verbose_name="to",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Editors see it, and it is kept in the story's history.", max_length=200
                    ),
                ),
                ("whole_word", models.BooleanField(default=True, help_text="“cat” is not found in “catalogue”.")),
                ("match_case", models.BooleanField(default=False, help_text="Found only with these capitals.")),
                ("in_quotations", models.BooleanField(default=False, verbose_name="also inside quotations")),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "house style rule",
                "ordering": ["find", "pk"],
                "constraints": [models.UniqueConstraint(fields=("find", "match_case"), name="style_once")],
            },
        ),
    ]
