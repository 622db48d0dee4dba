#!/usr/bin/env python3
"""Reduces AWS's service models to the operations listed in operations.json.

    python3 src/Models/trim.py [OUTPUT_DIRECTORY]

Needs botocore, whose service-2.json and paginators-1.json are the source; additions.py has what they lack. Kept are shapes, members, types and locations; prose, examples
and constraints go. To add an operation, add its name to operations.json and run this again.
"""
import json
import pathlib
import sys

import botocore.loaders

sys.dont_write_bytecode = True
import additions  # noqa: E402

HERE = pathlib.Path(__file__).parent
METADATA = ("apiVersion", "endpointPrefix", "globalEndpoint", "protocol", "serviceId", "signingName", "targetPrefix", "xmlNamespace")
SHAPE = ("type", "enum", "flattened", "locationName", "xmlNamespace", "payload", "required", "exception", "timestampFormat")
REFERENCE = ("shape", "location", "locationName", "queryName", "flattened", "xmlNamespace", "xmlAttribute", "resultWrapper", "timestampFormat")
PAGINATION = ("input_token", "output_token", "more_results", "result_key")

# An enumeration longer than this lists hardware (instance types), which nothing here depends on.
LONGEST_ENUM = 200

# Paged operations that botocore has no paginator for.
UNLISTED_PAGES = {
    "ListHostedZonesByName": {
        "input_token": ["DNSName", "HostedZoneId"],
        "output_token": ["NextDNSName", "NextHostedZoneId"],
        "more_results": "IsTruncated",
        "result_key": "HostedZones",
    },
    "ListHostedZonesByVPC": {"input_token": "NextToken", "output_token": "NextToken", "result_key": "HostedZoneSummaries"},
}


def keep(source, names):
    return {name: source[name] for name in names if name in source}


def trim_shape(shape):
    kept = keep(shape, SHAPE)
    if len(kept.get("enum", ())) > LONGEST_ENUM:
        del kept["enum"]
    if "error" in shape:
        kept["error"] = keep(shape["error"], ("code", "httpStatusCode"))
    for part in ("member", "key", "value"):
        if part in shape:
            kept[part] = keep(shape[part], REFERENCE)
    if "members" in shape:
        kept["members"] = {name: keep(member, REFERENCE) for name, member in shape["members"].items()}
    return kept


def reachable(model, operations):
    pending = []
    for operation in operations.values():
        pending += [operation[end]["shape"] for end in ("input", "output") if end in operation]
        pending += [error["shape"] for error in operation.get("errors", [])]
    found = set()
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        shape = model["shapes"][name]
        pending += [shape[part]["shape"] for part in ("member", "key", "value") if part in shape]
        pending += [member["shape"] for member in shape.get("members", {}).values()]
    return found


def trim(service, names):
    loader = botocore.loaders.Loader()
    model = additions.add_to(loader.load_service_model(service, "service-2"), service)
    pages = loader.load_service_model(service, "paginators-1")["pagination"]
    operations = {}
    for name in names:
        operation = model["operations"][name]
        operations[name] = {"http": keep(operation["http"], ("method", "requestUri", "responseCode"))}
        for end in ("input", "output"):
            if end in operation:
                operations[name][end] = keep(operation[end], REFERENCE)
        if "errors" in operation:
            operations[name]["errors"] = [keep(error, ("shape",)) for error in operation["errors"]]
        if page := UNLISTED_PAGES.get(name) or pages.get(name) or additions.PAGINATION.get(service, {}).get(name):
            operations[name]["pagination"] = keep(page, PAGINATION)
    return {
        "metadata": keep(model["metadata"], METADATA),
        "operations": operations,
        "shapes": {name: trim_shape(model["shapes"][name]) for name in sorted(reachable(model, operations))},
    }


def write(model):
    """One line for each operation and shape: small, and a difference shows what changed."""
    def section(items):
        return ",\n".join(f"    {json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}" for name, value in items.items())

    return (
        "{\n"
        f'  "metadata": {json.dumps(model["metadata"])},\n'
        f'  "operations": {{\n{section(model["operations"])}\n  }},\n'
        f'  "shapes": {{\n{section(model["shapes"])}\n  }}\n'
        "}\n"
    )


def main():
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for service, lists in json.loads((HERE / "operations.json").read_text()).items():
        names = sorted(lists["client"] + lists["serverOnly"])
        (target / f"{service}.json").write_text(write(trim(service, names)))


if __name__ == "__main__":
    main()
