"""Page pictures under threads: pdfium bears one at a time, for drawing and for freeing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import reports
from tests.reports.sample import sample_snapshot

STRESS = """
import gc, sys, threading
from pathlib import Path
from reports.preview import PagePictures
pdf = Path(sys.argv[1]).read_bytes()
def draw():
    for _ in range(25):
        pictures = PagePictures(pdf)
        pictures.render(0, 0.3)
        ring = [pictures]
        ring.append(ring)
        del pictures, ring
def read():
    for _ in range(25):
        PagePictures(pdf).text(1)
        gc.collect(0)
threads = [threading.Thread(target=work) for work in (draw, draw, read)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print("sound")
"""


def test_documents_dropped_by_several_threads_never_bring_the_program_down(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(reports.build(sample_snapshot()).pdf)
    ended = subprocess.run([sys.executable, "-c", STRESS, str(file)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.strip()) == (0, "sound"), ended.stderr
