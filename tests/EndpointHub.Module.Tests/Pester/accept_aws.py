"""Lets the AWS CLI parse commands, one JSON array of arguments a line, up to the request that it would send. Prints those that it does not accept."""
import io
import json
import os
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout

import awscli
from awscli.clidriver import create_clidriver

# Commands that version 2 of the AWS CLI added. The package awscli is version 1.
ONLY_IN_VERSION_2 = [["configure", "export-credentials"]]


class Accepted(Exception):
    """The command was parsed, its parameters were validated, and its request would be made now."""


def stop(model, **_):
    raise Accepted(model.name)


# "aws configure set" writes the configuration file, which other tests expect to be missing.
os.environ["AWS_CONFIG_FILE"] = os.path.join(tempfile.mkdtemp(), "config")
with open(os.environ["AWS_CONFIG_FILE"], "w", encoding="utf-8") as file:
    file.write("[default]\ncredential_process = one\nsource_profile = two\n")

accepted = 0
loader = None
for line in sys.stdin:
    arguments = json.loads(line)
    if awscli.__version__.startswith("1.") and arguments[:2] in ONLY_IN_VERSION_2:
        accepted += 1
        continue
    # What takes long is to load the descriptions of the services.
    driver = create_clidriver()
    loader = loader or driver.session.get_component("data_loader")
    driver.session.register_component("data_loader", loader)
    driver.session.set_credentials("AKIDEXAMPLE", "secret")
    reached = []
    driver.session.register("before-call", lambda model, **_: (reached.append(model.name), stop(model))[1])
    # The profile of the catalogue is in no configuration of this machine.
    arguments = [one for index, one in enumerate(arguments) if "--profile" not in (one, arguments[index - 1])]
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            code = driver.main(arguments)
        except SystemExit as end:
            code = end.code
    if reached or (code == 0 and arguments[0] == "configure"):
        accepted += 1
    else:
        print(json.dumps(arguments), code, said.getvalue().strip())
print("accepted", accepted)
