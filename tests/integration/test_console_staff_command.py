"""`onedoor staff`."""

import argparse
import json
import os
from pathlib import Path

import pytest

from bot.commands import staff as command
from bot.errors import BadSetting
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import staff
from casebook.queries.staff import Account


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    settings = {
        "ONEDOOR_PUBLIC_URL": "https://help.example.org",
        "ONEDOOR_DATA_DIR": str(tmp_path),
        "ONEDOOR_KEYS": KeyRing.generate(),
        "ONEDOOR_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "ONEDOOR_TWILIO_AUTH_TOKEN": "token",
        "ONEDOOR_SMS_NUMBER": "+18605550100",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return settings


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(arguments)
    return int(options.run(options))


def account(site: dict[str, str], email: str) -> Account | None:
    folder = site["ONEDOOR_DATA_DIR"]
    casebook = Casebook(f"sqlite:///{folder}/casebook.db", KeyRing.parse(site["ONEDOOR_KEYS"]))
    try:
        return casebook.write_now(lambda connection: staff.by_email(connection, email))
    finally:
        casebook.close()


def test_a_new_account_gets_a_link_whose_secret_no_server_sees(
    site: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["staff", "add", "Ana@example.org", "--name", "Ana Ruiz", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in ("email", "role", "created", "hours")} == {
        "email": "ana@example.org",
        "role": "coordinator",
        "created": True,
        "hours": 48,
    }
    address, _, secret = told["link"].partition("#")
    assert address == "https://help.example.org/staff/welcome"
    assert len(secret) >= 43
    made = account(site, "ana@example.org")
    assert made is not None
    assert (made.staff.name, made.password_hash) == ("Ana Ruiz", None)


def test_a_second_link_replaces_the_first_and_keeps_the_role(
    site: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    links = []
    for arguments in (["--role", "lead"], []):
        assert main(["staff", "add", "ana@example.org", "--json", *arguments]) == 0
        links.append(json.loads(capsys.readouterr().out))
    assert [told["role"] for told in links] == ["lead", "lead"]
    assert [told["created"] for told in links] == [True, False]
    assert links[0]["link"] != links[1]["link"]


def test_a_disabled_account_is_gone_until_it_is_invited_again(site: dict[str, str]) -> None:
    main(["staff", "add", "ana@example.org"])
    assert main(["staff", "disable", "ana@example.org"]) == 0
    assert account(site, "ana@example.org") is None
    assert main(["staff", "disable", "ana@example.org"]) == 1
    main(["staff", "add", "ana@example.org"])
    assert account(site, "ana@example.org") is not None


@pytest.mark.parametrize("email", ["", "ana", "ana@", "a b@example.org", "x" * 250 + "@example.org"])
def test_what_is_no_e_mail_is_bad_usage(site: dict[str, str], email: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", "add", email]) == 2
    assert "not an e-mail" in capsys.readouterr().err


def test_a_role_that_does_not_exist_is_bad_usage(site: dict[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["staff", "add", "ana@example.org", "--role", "boss"])
    assert ended.value.code == 2


def test_demo_mode_is_found_without_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONEDOOR_DATA_DIR", str(tmp_path))
    kept = {"account": "AC1", "token": "t", "keys": KeyRing.generate(), "password": "p"}
    (tmp_path / "demo.json").write_text(json.dumps(kept))
    assert main(["staff", "add", "ana@example.org", "--port", "9001"]) == 0
    assert "http://127.0.0.1:9001/staff/welcome#" in capsys.readouterr().out
    assert "ONEDOOR_KEYS" not in os.environ


def test_without_settings_the_missing_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDOOR_DATA_DIR", str(tmp_path))
    with pytest.raises(BadSetting, match="ONEDOOR_PUBLIC_URL"):
        main(["staff", "add", "ana@example.org"])
