"""Runs the AWS CLI in one process, because a start of it takes longer than most commands. Reads one JSON object a line, with the words of a command and the
environment variables, and prints one with the exit code and what the command printed."""
import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout

from awscli.clidriver import create_clidriver

answers = sys.stdout
loader = None
for line in sys.stdin:
    command = json.loads(line)
    os.environ.update(command["environment"])
    # A driver keeps what a command left: each has its own. What takes long is to load the descriptions of the services.
    driver = create_clidriver()
    loader = loader or driver.session.get_component("data_loader")
    driver.session.register_component("data_loader", loader)
    output, error = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(error):
        try:
            code = driver.main(command["words"])
        except SystemExit as end:
            code = end.code
    print(json.dumps({"code": code, "output": output.getvalue(), "error": error.getvalue()}), file=answers, flush=True)
