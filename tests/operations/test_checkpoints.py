import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.kernel.saying import say

from pindos.kernel.errors import Refused
from pindos.kernel.jobs import run_due
from pindos.kernel.models import Change, Event, Schedule
from pindos.kernel.sealing import seal
from pindos.operations.checkpoints import (
    instance_name,
    newest_checkpoint,
    own_key,
    public_pem,
    read_checkpoint,
)
from pindos.operations.cli import audit
from pindos.operations.commands import export_checkpoint
from pindos.operations.jobs import export_daily_checkpoint


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.KEYS, settings.CHECKPOINTS = tmp_path / "keys", tmp_path / "checkpoints"


@pytest.fixture
def chain(db):
    say(*range(6), changes={"name": ("Ελένη", "Μαρία")})
    seal()


def run(*words):
    ran = CliRunner().invoke(audit, [str(word) for word in words])
    assert ran.exception is None or isinstance(ran.exception, SystemExit | Refused), ran.exception
    words = ran.output + (str(ran.exception) if isinstance(ran.exception, Refused) else "")
    return ran.exit_code, words


def cut_from(seq):
    Change.objects.filter(event__seq__gte=seq).delete()
    Event.objects.filter(seq__gte=seq).delete()


def test_the_key_is_made_once_and_only_its_owner_reads_it(settings):
    first = own_key().private_bytes_raw()
    assert own_key().private_bytes_raw() == first
    (file,) = Path(settings.KEYS).iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_checkpoint_says_how_far_the_chain_had_come(chain):
    words = json.loads(export_checkpoint().read_text())
    head = Event.objects.get(seq=6)
    assert (words["seq"], words["events"], words["hash"]) == (6, 6, head.hash)
    assert words["instance"] == instance_name() and words["at"].endswith("+00:00")
    assert Event.objects.latest("id").name == "operations.CheckpointExported"


def test_nothing_sealed_is_no_checkpoint(db):
    with pytest.raises(Refused):
        export_checkpoint()
    assert export_daily_checkpoint() == 0


def test_the_job_says_how_many_events_are_newly_covered(chain):
    assert export_daily_checkpoint() == 6
    seal()
    assert export_daily_checkpoint() == 1
    assert newest_checkpoint().seq == 7


def test_a_chain_that_was_cut_gets_no_new_signature_and_the_timetable_says_so(chain):
    export_checkpoint()
    cut_from(4)
    say(9)
    seal()
    assert run_due()["export-checkpoint"] is None
    assert "6" in Schedule.objects.get(name="export-checkpoint").last_error


@pytest.mark.parametrize("field", ["seq", "hash", "at", "events", "instance", "form"])
def test_an_edited_checkpoint_is_not_trusted(chain, field):
    path = export_checkpoint()
    words = json.loads(path.read_text())
    words[field] = 3 if isinstance(words[field], int) else "0" * 16
    path.write_text(json.dumps(words))
    with pytest.raises(Refused, match="signature|υπογραφή"):
        read_checkpoint(path)


def test_a_checkpoint_signed_by_another_key_is_not_trusted(chain, settings, tmp_path):
    path = export_checkpoint(to=tmp_path / "kept.json")
    kept_key = tmp_path / "kept.pem"
    kept_key.write_bytes(public_pem())
    settings.KEYS = tmp_path / "other-keys"
    assert read_checkpoint(path, kept_key).seq == 6
    with pytest.raises(Refused, match="signature|υπογραφή"):
        read_checkpoint(path)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "γεια", '{"signature": "x"}', "\x00"])
def test_what_is_no_checkpoint_is_refused_in_words(tmp_path, text):
    path = tmp_path / "file.json"
    path.write_text(text)
    with pytest.raises(Refused, match="file.json"):
        read_checkpoint(path)


def test_verify_says_how_much_was_checked_and_what_is_not_protected(chain):
    say(7, 8)
    code, words = run("verify")
    assert code == 0 and "6" in words and "2" in words


def test_verify_names_the_first_broken_place(chain):
    Change.objects.filter(event__seq=4).update(after="Άννα")
    code, words = run("verify")
    assert code == 1
    assert "4" in words and "kernel.SomethingHappened" in words
    assert "kernel.schedule:3" in words and "name" in words


def test_verify_finds_a_cut_tail_with_the_checkpoint_only(chain, tmp_path):
    code, words = run("checkpoint", "--to", tmp_path / "kept.json")
    assert code == 0 and "kept.json" in words
    cut_from(5)
    assert run("verify")[0] == 0
    code, words = run("verify", "--checkpoint", tmp_path / "kept.json")
    assert code == 1 and "5–6" in words


def test_verify_takes_a_public_key_that_was_kept_elsewhere(chain, settings, tmp_path):
    run("checkpoint", "--to", tmp_path / "kept.json")
    (tmp_path / "kept.pem").write_text(run("public-key")[1])
    settings.KEYS = tmp_path / "other-keys"
    kept = ["--checkpoint", tmp_path / "kept.json"]
    assert run("verify", *kept)[0] == 1
    assert run("verify", *kept, "--public-key", tmp_path / "kept.pem")[0] == 0


def test_a_checkpoint_cannot_be_written_where_there_is_no_folder(chain, tmp_path):
    with pytest.raises(Refused, match="nowhere"):
        export_checkpoint(to=tmp_path / "nowhere" / "kept.json")
