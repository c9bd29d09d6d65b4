import json
from datetime import datetime

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 1000


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Repeat in columns what the facts of each act say, so that the log can be searched."""
    acts = apps.get_model("articles", "Act").objects.using(schema_editor.connection.alias)
    user_model = apps.get_model(settings.AUTH_USER_MODEL)
    users = user_model.objects.using(schema_editor.connection.alias)
    people = dict(users.values_list("uid", "pk"))
    batch = []
    for act in acts.order_by("pk").iterator(BATCH):
        facts = json.loads(act.facts)
        act.name, act.actor_id = facts["act"], people.get(facts["actor"])
        act.at = datetime.fromisoformat(facts["at"])
        batch.append(act)
        if len(batch) == BATCH:
            acts.bulk_update(batch, ["name", "actor", "at"])
            batch.clear()
    acts.bulk_update(batch, ["name", "actor", "at"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_review_and_governance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
