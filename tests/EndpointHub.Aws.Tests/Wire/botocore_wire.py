"""botocore as a second opinion on AWS's wire formats: one JSON request a line in, one JSON answer a line out.

Random values are drawn from botocore's own models, not from the trimmed ones, so that a shape lost in trimming comes to light.
"""
import datetime
import json
import pathlib
import random
import sys
import urllib.parse

import botocore.awsrequest
import botocore.endpoint_provider
import botocore.exceptions
import botocore.handlers
import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "src" / "Models"))
sys.dont_write_bytecode = True
import additions  # noqa: E402

LOADER = botocore.loaders.Loader()
MODELS = {
    name: botocore.model.ServiceModel(additions.add_to(LOADER.load_service_model(name, "service-2"), name), name)
    for name in ("ec2", "route53", "route53profiles", "route53resolver", "sts")
}
CHARACTERS = "abcXYZ019 -_.~/+&=%<>\"'#?;:,@*()[]{}|^`!$\\\n\téß漢字🙂"
PLAIN_CHARACTERS = {"uri": "abcXYZ019-_.~ +&=%é漢", "header": "abcXYZ019-_.~/"}
DEEPEST = 6


class Draw:
    """
    Random values of a shape: required members always, others half of the time. A form cannot say "an empty structure" or "an empty list",
    so list items and required members are never empty.
    """

    def __init__(self, seed, omit=()):
        self.random = random.Random(seed)
        self.omit = set(omit)

    def value(self, shape, depth=0, location=None, filled=False):
        if shape.type_name in ("structure", "list"):
            return getattr(self, shape.type_name)(shape, depth, filled)
        return getattr(self, shape.type_name)(shape, location)

    def structure(self, shape, depth, filled):
        members = {}
        for name, member in shape.members.items():
            if depth == 0 and name in self.omit:
                continue
            required = name in shape.required_members
            if required or (self.random.random() < 0.5 and depth < DEEPEST):
                members[name] = self.value(member, depth + 1, member.serialization.get("location"), filled=required)
        if filled and not any(value not in ({}, []) for value in members.values()):
            scalars = [name for name, member in shape.members.items() if member.type_name not in ("structure", "list")]
            name = (scalars or list(shape.members))[0]
            members[name] = self.value(shape.members[name], depth + 1, filled=True)
        return members

    def list(self, shape, depth, filled):
        count = self.random.choice((0, 1, 2, 11)) if depth < 3 else self.random.randrange(3)
        return [self.value(shape.member, depth + 1, filled=True) for _ in range(max(count, filled))]

    def string(self, shape, location):
        if shape.enum:
            return self.random.choice(shape.enum)
        alphabet = PLAIN_CHARACTERS.get(location, CHARACTERS)
        return "".join(self.random.choice(alphabet) for _ in range(self.random.randrange(1 if location in PLAIN_CHARACTERS else 0, 12)))

    def integer(self, shape, location):
        return self.random.choice((0, 1, -1, 443, 2**31 - 1, -(2**31)))

    def long(self, shape, location):
        return self.random.choice((0, -1, 2**63 - 1, -(2**63)))

    def boolean(self, shape, location):
        return self.random.random() < 0.5

    def timestamp(self, shape, location):
        time = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=self.random.randrange(10**8))
        return time.replace(microsecond=self.random.choice((0, 0, 123000)))


def requests(service, operation, seed, count, omit):
    """Random parameters, and the HTTP request that botocore makes of them."""
    model = MODELS[service]
    operation = model.operation_model(operation)
    serializer = botocore.serialize.create_serializer(model.protocol, include_validation=False)
    for number in range(count):
        parameters = Draw(f"{seed}-{number}", omit).value(operation.input_shape) if operation.input_shape else {}
        sent = with_bare_ids(service, parameters, operation)
        http = serializer.serialize_to_request(sent, operation)
        body = http["body"]
        if isinstance(body, dict):
            body = urllib.parse.urlencode(body)
        query = http["query_string"]
        yield {
            "parameters": parameters,
            "sent": sent,
            "method": http["method"],
            "path": http["url_path"],
            "headers": dict(http["headers"]),
            "query": urllib.parse.urlencode(query, quote_via=urllib.parse.quote) if query else "",
            "body": body.decode() if isinstance(body, bytes) else body,
        }


def with_bare_ids(service, parameters, operation):
    """Route 53 answers ids with a path before them; botocore strips it outside its serializer."""
    parameters = dict(parameters)
    if service == "route53" and operation.input_shape:
        botocore.handlers.fix_route53_ids(parameters, operation)
    return parameters


def outputs(service, operation, seed, count):
    shape = MODELS[service].operation_model(operation).output_shape
    for number in range(count):
        yield Draw(f"{seed}-{number}").value(shape) if shape else {}


def parse(service, operation, status, headers, body):
    """What botocore reads in an HTTP response."""
    model = MODELS[service]
    shape = model.operation_model(operation).output_shape
    response = {"status_code": status, "headers": botocore.awsrequest.HeadersDict(headers), "body": body.encode()}
    return botocore.parsers.create_parser(model.protocol).parse(response, shape)


def endpoints(service):
    """Every region of every partition with each combination of FIPS and dual stack."""
    rules = LOADER.load_service_model(service, "endpoint-rule-set-1")
    partitions = LOADER.load_data("partitions")
    provider = botocore.endpoint_provider.EndpointProvider(rules, partitions)
    for partition in partitions["partitions"]:
        for region in (name for name in partition["regions"] if not name.endswith("-global")):
            for fips in (False, True):
                for dual_stack in (False, True):
                    found = {"region": region, "fips": fips, "dualStack": dual_stack, "url": None, "signingRegion": None}
                    try:
                        endpoint = provider.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual_stack)
                        found["url"] = endpoint.url
                        found["signingRegion"] = (endpoint.properties.get("authSchemes") or [{}])[0].get("signingRegion", region)
                    except botocore.exceptions.EndpointResolutionError:
                        pass
                    yield found


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03}Z"
    raise TypeError(type(value))


ANSWERS = {
    "requests": lambda **question: list(requests(**question)),
    "outputs": lambda **question: list(outputs(**question)),
    "parse": parse,
    "endpoints": lambda **question: list(endpoints(**question)),
}

for line in sys.stdin:
    question = json.loads(line)
    try:
        answer = {"answer": ANSWERS[question.pop("ask")](**question)}
    except Exception as error:  # The test shows it.
        answer = {"error": repr(error)}
    print(json.dumps(answer, default=plain), flush=True)
