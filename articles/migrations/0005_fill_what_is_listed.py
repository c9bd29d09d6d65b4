from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery

REPEATED = ("published_at", "deed", "is_minor", "removes_sources")


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave edits and their publication to histories, and repeat in parts what these list."""
    database = schema_editor.connection.alias
    acts = apps.get_model("articles", "Act").objects.using(database)
    acts.filter(name__in=["edit", "publish"]).update(is_in_log=False)
    edits = apps.get_model("articles", "Edit").objects.using(database).filter(pk=OuterRef("edit"))
    parts = apps.get_model("articles", "EditPart").objects.using(database)
    parts.update(**{name: Subquery(edits.values(name)) for name in REPEATED})


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_list_parts_and_the_log_by_time")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
