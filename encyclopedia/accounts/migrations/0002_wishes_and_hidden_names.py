from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_the_account"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="is_anonymised",
            field=models.BooleanField(default=False, editable=False, verbose_name="anonymised"),
        ),
        migrations.AddField(
            model_name="user",
            name="is_name_hidden",
            field=models.BooleanField(default=False, editable=False, verbose_name="name hidden"),
        ),
        migrations.AddField(
            model_name="user",
            name="unread_decisions",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="user",
            name="wants_keys",
            field=models.BooleanField(default=True, verbose_name="shortcuts of one key"),
        ),
        migrations.AddField(
            model_name="user",
            name="wants_mail",
            field=models.BooleanField(
                default=False, verbose_name="tell me by e-mail what became of my edits"
            ),
        ),
    ]
