import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import articles.content.names


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_articles_sources_edits"),
        ("reversion", "0002_add_index_on_version_for_content_type_and_db"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=articles.content.names.new_uid,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("acts", models.PositiveIntegerField(default=0)),
                (
                    "head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                    ),
                ),
                ("network", models.CharField(blank=True, max_length=49)),
                ("low", models.CharField(blank=True, max_length=32)),
                ("high", models.CharField(blank=True, max_length=32)),
                ("stops_editing", models.BooleanField(default=True)),
                ("stops_sign_up", models.BooleanField(default=False)),
                ("category", models.CharField(blank=True, max_length=200)),
                ("category_key", models.CharField(blank=True, max_length=512)),
                ("no_sources", models.BooleanField(default=False)),
                ("reason", models.CharField(max_length=500)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "block",
                "verbose_name_plural": "blocks",
            },
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=512)),
                ("redirects", models.JSONField(default=list)),
                ("reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="EditAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.GenericIPAddressField()),
                ("made_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="EditPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Protection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("reviewed", "reviewed"),
                            ("strict", "strict"),
                            ("closed", "closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Trust",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=articles.content.names.new_uid,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("acts", models.PositiveIntegerField(default=0)),
                (
                    "head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                    ),
                ),
                ("is_trusted", models.BooleanField(default=False)),
                ("is_by_hand", models.BooleanField(default=False)),
                ("since", models.DateTimeField(blank=True, null=True)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("accepted_in_a_row", models.PositiveIntegerField(default=0)),
                ("row_began_at", models.DateTimeField(blank=True, null=True)),
                ("rejected_in_a_row", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "trust",
                "verbose_name_plural": "trust",
            },
        ),
        migrations.RemoveConstraint(
            model_name="edit",
            name="known_deed",
        ),
        migrations.AddField(
            model_name="act",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="act",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="act",
            name="name",
            field=models.CharField(default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="act",
            name="note",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="act",
            name="salt",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="article",
            name="is_deleted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="article",
            name="pending",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="article",
            name="review_every",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="edit",
            name="accepted",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="edit",
            name="citations_added",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="edit",
            name="citations_removed",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="edit",
            name="is_by_newcomer",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="edit",
            name="is_editor_hidden",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="edit",
            name="is_erased",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="edit",
            name="is_summary_hidden",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="edit",
            name="is_text_hidden",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="edit",
            name="markers_added",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="edit",
            name="markers_cleared",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="edit",
            name="proposal_hash",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="edit",
            name="published_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reviewer", "reviewer"),
                    ("trusted", "trusted contributor"),
                    ("contributor", "contributor"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="edit",
            name="references_dropped",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="edit",
            name="removes_sources",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="edit",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="edit",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviewed_edits",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="edit",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="edit",
            name="shown_to",
            field=models.ManyToManyField(
                blank=True, related_name="drafts_to_read", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="edit",
            name="target",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="targeted_by",
                to="articles.edit",
            ),
        ),
        migrations.AddField(
            model_name="edit",
            name="waiting_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="edit",
            name="deed",
            field=models.CharField(
                choices=[
                    ("create", "created"),
                    ("edit", "edited"),
                    ("revert", "reverted"),
                    ("merge", "merged"),
                    ("undo", "undid an edit"),
                    ("rollback", "rolled back"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["-at", "-id"], name="log"),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["name", "-at", "-id"], name="log_by_name"),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["actor", "-at", "-id"], name="log_by_actor"),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(fields=["editor", "-made_at", "-id"], name="own_edits"),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(
                condition=models.Q(("waiting_since__isnull", False)),
                fields=["waiting_since", "id"],
                name="queue",
            ),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(
                condition=models.Q(("waiting_since__isnull", False)),
                fields=["status", "waiting_since", "id"],
                name="queue_by_status",
            ),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(
                condition=models.Q(("waiting_since__isnull", False)),
                fields=["deed", "waiting_since", "id"],
                name="queue_by_deed",
            ),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(
                condition=models.Q(("waiting_since__isnull", False)),
                fields=["is_by_newcomer", "waiting_since", "id"],
                name="queue_by_newcomers",
            ),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(
                condition=models.Q(("waiting_since__isnull", False)),
                fields=["removes_sources", "waiting_since", "id"],
                name="queue_removing_sources",
            ),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(
                condition=models.Q(("waiting_since__isnull", False)),
                fields=["article", "waiting_since", "id"],
                name="queue_of_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deed__in", ["create", "edit", "revert", "merge", "undo", "rollback"])
                ),
                name="known_deed",
            ),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "pending"), _negated=True),
                    ("waiting_since__isnull", False),
                    _connector="OR",
                ),
                name="pending_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_as__in", ["", "reviewer", "trusted", "contributor"])
                ),
                name="known_published_as",
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="blocks",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="deletion",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deletion",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="deletion",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="editaddress",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="addresses",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="editaddress",
            name="edit",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="address",
                to="articles.edit",
            ),
        ),
        migrations.AddField(
            model_name="editpart",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="editpart",
            name="edit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="articles.edit",
            ),
        ),
        migrations.AddField(
            model_name="protection",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="protection",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="trust",
            name="account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="trust",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(fields=["low", "high"], name="blocks_by_address"),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", False), ("network", "")),
                    models.Q(("account", None), models.Q(("network", ""), _negated=True)),
                    _connector="OR",
                ),
                name="block_of_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="editaddress",
            index=models.Index(fields=["address"], name="edits_from_address"),
        ),
        migrations.AddIndex(
            model_name="editpart",
            index=models.Index(fields=["article", "part", "edit"], name="history_of_part"),
        ),
        migrations.AddConstraint(
            model_name="editpart",
            constraint=models.UniqueConstraint(fields=("edit", "part"), name="one_row_a_part"),
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["open", "reviewed", "strict", "closed"])),
                name="known_level",
            ),
        ),
    ]
