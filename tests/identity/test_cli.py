import pytest
from click.testing import CliRunner

from pindos.identity.cli import account, token
from pindos.identity.commands import create_first_administrator, sign_in
from pindos.identity.models import Account
from pindos.identity.queries import bearer_of, viewer_for
from pindos.kernel.access import NOBODY
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.models import Event
from pindos.organisation.terms import Role


def run(group, *words):
    result = CliRunner().invoke(group, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.strip().splitlines()


def test_the_last_line_of_token_create_is_the_token(house):
    nikos = house.administrator("nikos", house.left)
    last = run(token, "create", "--as", "nikos", "--scope", "all")[-1]
    assert bearer_of(last).account == nikos
    listed = run(token, "list", "--as", "nikos")
    assert len(listed) == 1 and listed[0].endswith("all - - pindos token create")
    run(token, "revoke", "--as", "nikos", listed[0].split()[0])
    assert bearer_of(last) is None


def test_a_scope_that_does_not_exist_is_a_usage_error(house):
    result = CliRunner().invoke(token, ["create", "--as", "nikos", "--scope", "root"])
    assert result.exit_code == 2


def test_an_account_is_made_with_a_password_for_one_sign_in(house):
    house.person("1234", "Δάφνη", "Κορυφίδου")
    password = run(account, "create", "dafni", "--person", "1234")[-1]
    made = sign_in(viewer=NOBODY, username="dafni", password=password)
    assert made.must_change_password
    assert run(account, "list") == ["dafni active Δάφνη Κορυφίδου"]
    run(account, "deactivate", "dafni", "--reason", "Μετατάχθηκε")
    assert run(account, "list") == ["dafni deactivated Δάφνη Κορυφίδου"]
    run(account, "activate", "dafni")
    assert run(account, "reset-password", "dafni")[-1] != password


def test_with_as_the_rights_of_that_account_hold(house):
    house.administrator("nikos", house.left)
    house.account("kosmas", house.right)
    with pytest.raises(NotFound):
        run(account, "reset-password", "--as", "nikos", "kosmas")


def test_the_first_administrator_rules_the_chart_and_is_made_once(bare_chart):
    password = create_first_administrator()
    admin = Account.objects.get()
    assert admin.check_password(password) and not admin.must_change_password
    assert viewer_for(admin).holds(Role.ADMINISTRATOR)
    assert create_first_administrator() is None and Account.objects.count() == 1
    assert Event.objects.filter(name="identity.AccountCreated").count() == 1


def test_without_a_chart_there_is_nothing_to_administer(db):
    with pytest.raises(Refused, match="pindos chart load"):
        create_first_administrator()
    assert not Account.objects.exists()
