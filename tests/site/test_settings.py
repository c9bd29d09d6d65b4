"""Settings come from the environment; a missing or unsafe one stops the start with a sentence."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from encyclopedia import environment
from tests.site.commands import PRODUCTION, manage

BAD_VALUES = [
    ({"SITE_URL": "encyclopedia.example"}, "Set it to the site's address without a path"),
    ({"SITE_URL": "https://encyclopedia.example/wiki"}, "Set it to the site's address"),
    ({"SITE_URL": "http://encyclopedia.example"}, "Set it to https://encyclopedia.example."),
    ({"SITE_URL": "http://127.0.0.1:port"}, "Set it to the site's address"),
    ({"DEBUG": "perhaps"}, "DEBUG is “perhaps”. Set it to yes or no."),
    ({"SECRET_KEY": "short"}, "Set it to at least 50 random signs."),
    ({"SECRET_KEY": "a" * 60}, "Set it to at least 50 random signs."),
    ({"DATABASE_URL": "mysql://a/b"}, "Set it to postgres://"),
    ({"DATABASE_URL": "postgres://root@127.0.0.1:port/name"}, "Set it to postgres://"),
    ({"CACHE_URL": "locmem://"}, "Set it to redis://"),
    ({"EMAIL_URL": "pigeon://loft"}, "Set it to smtp+tls://"),
    ({"TIME_ZONE": "Mars/Olympus"}, "Set it to the name of a time zone"),
    ({"TRUSTED_PROXIES": "-1"}, "Set it to a whole number from 0 to 10."),
    ({"LICENCE_URL": "javascript:alert(1)"}, "Set it to an address with https://."),
    ({"EMAIL_VERIFICATION": "never"}, "Set it to optional or mandatory."),
    ({**PRODUCTION, "SECRET_KEY": ""}, "SECRET_KEY is not set. Set it to"),
    ({**PRODUCTION, "EMAIL_URL": ""}, "EMAIL_URL is not set"),
]


@pytest.mark.parametrize(("variables", "sentence"), BAD_VALUES, ids=lambda v: str(v)[:60])
def test_a_bad_value_stops_the_start_with_one_sentence(
    tmp_path: Path, variables: dict[str, str], sentence: str
) -> None:
    ended = manage(tmp_path, "check", **variables)
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_bad_address_of_the_database_is_not_repeated(tmp_path: Path) -> None:
    ended = manage(tmp_path, "check", DATABASE_URL="postgres://root:open-sesame@h:port/n")
    assert ended.returncode == 1
    assert "open-sesame" not in ended.stderr + ended.stdout


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = manage(tmp_path / "file", "check")
    assert "Set it to a folder this account may write to." in ended.stderr


def test_production_settings_satisfy_every_deployment_check(tmp_path: Path) -> None:
    ended = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert ended.returncode == 0, ended.stderr
    assert "no issues" in ended.stdout
    assert not (tmp_path / "secret_key").exists()


def test_the_embedded_secret_is_made_once_however_many_start_together(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    with ThreadPoolExecutor(8) as starts:
        secrets = list(
            starts.map(lambda _: environment.secret("NO_SECRET", file, embedded=True), range(40))
        )
    assert len(set(secrets)) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]


def test_a_damaged_secret_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    file.write_text("abc")
    with pytest.raises(ImproperlyConfigured, match="too easy to guess"):
        environment.secret("NO_SECRET", file, embedded=True)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:9000"])
def test_plain_http_on_this_machine_is_the_embedded_site(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("SITE_URL", f"http://{host}/")
    origin, _, embedded = environment.site_url("SITE_URL", "")
    assert (origin, embedded) == (f"http://{host}", True)


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "what? 100% #1 ünd so"
    ended = manage(folder, "createcachetable")
    assert ended.returncode == 0, ended.stderr
    assert (folder / "encyclopedia.sqlite3").exists()


def test_sqlite_waits_for_its_turn_and_survives_power_loss(tmp_path: Path) -> None:
    options = environment.database("NO_DATABASE", tmp_path / "site.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]
