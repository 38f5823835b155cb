"""What is read from disk for the window: files only, whatever else lies under a name."""

import os
import sys

import pytest

from consultant_desk.errors import UserError
from ui.earnings.files import read_statement
from ui.reports.files import read_file


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("read", [read_file, read_statement])
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path, read):
    pipe = tmp_path / "statement.csv"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match=r"statement\.csv is not a file"):
        read(pipe)


@pytest.mark.parametrize("read", [read_file, read_statement])
def test_a_folder_is_refused(tmp_path, read):
    with pytest.raises(UserError, match="is not a file"):
        read(tmp_path)
