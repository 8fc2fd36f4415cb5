"""Errors have names, the lock is released, an interrupt is obeyed."""

import os
import signal
import threading
import time

import pytest

import wireroom
from conftest import PILE


def test_errors_have_names(record, tmp_path):
    with pytest.raises(wireroom.ReadError, match="gone.txt") as caught:
        wireroom.read([PILE, "gone.txt"])
    assert isinstance(caught.value, wireroom.WireroomError)
    kept = wireroom.read([PILE, "gone.txt"], missing_ok=True)
    assert kept.counts["set_aside"] == record.counts["set_aside"] + 1
    (tmp_path / "file").write_text("")
    with pytest.raises(wireroom.WriteError, match="file"):
        record.to_parquet(tmp_path / "file")
    with pytest.raises(ValueError, match="tier"):
        wireroom.read(PILE, tier="best")
    with pytest.raises(ValueError, match="min_share"):
        wireroom.collate([], min_share=2)
    with pytest.raises(TypeError):
        wireroom.repair(b"bytes")


def test_other_threads_go_on_meanwhile():
    turns, done = 0, threading.Event()

    def count():
        nonlocal turns
        while not done.is_set():
            turns += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    before = turns
    wireroom.read(PILE)
    during = turns - before
    done.set()
    thread.join()
    assert during > 20


def test_an_interrupt_is_obeyed():
    # Enough to take long: every text is of its own.
    texts = [
        f"Mayor Tilda Marrow {at} told reporters that pier {at * 7} would reopen on May {at % 30 + 1}."
        f" Engineer Odo Brandl {at} denied that {at * 3} boats were lost.\n\n" * 6
        for at in range(3000)
    ]
    whole = threading.Event()

    def interrupt():
        if not whole.wait(1.5):
            os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        wireroom.annotate(texts)
        whole.set()
    thread.join()
    # Nothing goes on in the background.
    spent = time.process_time()
    time.sleep(0.5)
    assert time.process_time() - spent < 0.3
