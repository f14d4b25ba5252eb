"""The security log, which the database itself keeps from being changed or deleted."""

from django.db import migrations, models

UNCHANGING = "articles_securityevent_unchanging"
SAID = "A line of the security log is never changed or deleted"
SQLITE = {
    verb: f"CREATE TRIGGER {UNCHANGING}_{verb.lower()} BEFORE {verb} ON articles_securityevent "
    f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for verb in ("UPDATE", "DELETE")
}
POSTGRESQL = (
    f"CREATE FUNCTION {UNCHANGING}() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {UNCHANGING} BEFORE UPDATE OR DELETE ON articles_securityevent "
    f"FOR EACH ROW EXECUTE FUNCTION {UNCHANGING}()",
)


def lock(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE.values()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def unlock(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {UNCHANGING} ON articles_securityevent")
        schema_editor.execute(f"DROP FUNCTION {UNCHANGING}()")
        return
    for verb in SQLITE:
        schema_editor.execute(f"DROP TRIGGER {UNCHANGING}_{verb.lower()}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_listings_and_typeset")]
    operations = [
        migrations.CreateModel(
            name="SecurityEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed-in", "Signed in"),
                            ("sign-in-failed", "Sign-in failed"),
                            ("signed-out", "Signed out"),
                            ("password", "Password changed"),
                            ("second-factor", "Second factor changed"),
                            ("refused", "Refused, or not there"),
                            ("published", "Published"),
                            ("scheduled", "Scheduled"),
                            ("withdrawn", "Withdrawn"),
                            ("killed", "Killed by the wire"),
                            ("hold-lifted", "Hold lifted"),
                            ("embargo", "Embargo changed"),
                            ("role", "Role or account changed"),
                            ("exported", "Taken out"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        blank=True, help_text="The account's name; empty for the system itself.", max_length=150
                    ),
                ),
                (
                    "account_id",
                    models.BigIntegerField(blank=True, db_index=True, help_text="The account's number.", null=True),
                ),
                ("address", models.GenericIPAddressField(blank=True, null=True)),
                (
                    "subject",
                    models.CharField(blank=True, help_text="What it was done to, as article 12.", max_length=80),
                ),
                ("what", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="security_event_has_kind"
                    )
                ],
            },
        ),
        migrations.RunPython(lock, unlock),
    ]
