"""What AWS's API models of November 2026 have and botocore's do not yet, in the form of botocore's service-2.json.

Written by hand from the npm packages @aws-sdk/client-ec2 and @aws-sdk/client-route-53 3.1169.0. What a later botocore brings along is taken from there.
"""
ROUTE53_XMLNS = {"uri": "https://route53.amazonaws.com/doc/2013-04-01/"}


def structure(members, required=(), **traits):
    return {"type": "structure", **({"required": list(required)} if required else {}), "members": members, **traits}


def text(**traits):
    return {"shape": "String", **traits}


def refusal():
    return structure({"message": {"shape": "ErrorMessage"}}, exception=True, error={"httpStatusCode": 400})


def protection_operation(method, path, name, errors):
    body = {"locationName": f"{name}Request", "xmlNamespace": ROUTE53_XMLNS} if method == "POST" else {}
    return {
        "http": {"method": method, "requestUri": f"/2013-04-01/hostedzone/{{HostedZoneId}}/{path}"},
        "input": {"shape": f"{name}Request", **body},
        "output": {"shape": f"{name}Response"},
        "errors": [{"shape": error} for error in errors],
    }


ZONE_ID = {"HostedZoneId": {"shape": "ResourceId", "location": "uri", "locationName": "HostedZoneId"}}
PROTECTION_KEY = {"RecordName": {"shape": "DNSName"}, "RecordType": {"shape": "RRType"}}
PROTECTION = {**PROTECTION_KEY, "Comment": {"shape": "ResourceRecordSetProtectionComment"}}
REFUSED_BATCH = ["InvalidInput", "InvalidResourceRecordSetProtectionBatch", "NoSuchHostedZone", "PriorRequestNotComplete"]

OPERATIONS = {
    "ec2": {
        "ModifyVpcEndpointPayerResponsibility": {
            "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "ModifyVpcEndpointPayerResponsibilityRequest"},
            "output": {"shape": "ModifyVpcEndpointPayerResponsibilityResult"},
        },
    },
    "route53": {
        "CreateResourceRecordSetProtections": protection_operation(
            "POST", "rrsetprotection", "CreateResourceRecordSetProtections", [*REFUSED_BATCH, "LimitsExceeded", "ProtectionAlreadyExists"]
        ),
        "DeleteResourceRecordSetProtections": protection_operation(
            "POST", "rrsetprotection/delete", "DeleteResourceRecordSetProtections", REFUSED_BATCH
        ),
        "ListResourceRecordSetProtections": protection_operation(
            "GET", "rrsetprotection", "ListResourceRecordSetProtections", ["InvalidInput", "InvalidPaginationToken", "NoSuchHostedZone"]
        ),
    },
}

SHAPES = {
    "ec2": {
        "ModifyVpcEndpointPayerResponsibilityRequest": structure(
            {
                "DryRun": {"shape": "Boolean"},
                "ServiceId": {"shape": "String"},
                "VpcEndpointId": {"shape": "VpcEndpointId"},
                "PayerResponsibility": {"shape": "PayerResponsibilityType"},
                "Scope": {"shape": "PayerResponsibilityScope"},
            },
            required=["VpcEndpointId", "PayerResponsibility", "Scope"],
        ),
        "ModifyVpcEndpointPayerResponsibilityResult": structure(
            {
                "VpcEndpointId": text(locationName="vpcEndpointId"),
                "PayerResponsibilities": {"shape": "PayerResponsibilitySet", "locationName": "payerResponsibilitySet"},
            }
        ),
        "PayerResponsibilityEntry": structure(
            {
                "Scope": {"shape": "PayerResponsibilityScope", "locationName": "scope"},
                "PayerResponsibilityType": {"shape": "PayerResponsibilityType", "locationName": "payerResponsibilityType"},
            }
        ),
        "PayerResponsibilitySet": {"type": "list", "member": {"shape": "PayerResponsibilityEntry", "locationName": "item"}},
        "PayerResponsibilityScope": {"type": "string", "enum": ["vpc-endpoint-charges", "resource-gateway-charges"]},
        "PayerResponsibilityType": {"type": "string", "enum": ["vpc-endpoint-account", "vpc-endpoint-service-account", "resource-gateway-account"]},
    },
    "route53": {
        "CreateResourceRecordSetProtectionsRequest": structure(
            {**ZONE_ID, "Protections": {"shape": "ResourceRecordSetProtectionConfigBatch"}}, required=["HostedZoneId", "Protections"]
        ),
        "CreateResourceRecordSetProtectionsResponse": structure({}),
        "DeleteResourceRecordSetProtectionsRequest": structure(
            {**ZONE_ID, "Protections": {"shape": "ResourceRecordSetProtectionKeyBatch"}}, required=["HostedZoneId", "Protections"]
        ),
        "DeleteResourceRecordSetProtectionsResponse": structure({}),
        "ListResourceRecordSetProtectionsRequest": structure(
            {
                **ZONE_ID,
                "StartRecordName": {"shape": "DNSName", "location": "querystring", "locationName": "name"},
                "StartRecordType": {"shape": "RRType", "location": "querystring", "locationName": "type"},
                "MaxResults": {"shape": "ResourceRecordSetProtectionMaxResults", "location": "querystring", "locationName": "maxresults"},
                "NextToken": {"shape": "PaginationToken", "location": "querystring", "locationName": "nexttoken"},
            },
            required=["HostedZoneId"],
        ),
        "ListResourceRecordSetProtectionsResponse": structure(
            {"ResourceRecordSetProtections": {"shape": "ResourceRecordSetProtections"}, "NextToken": {"shape": "PaginationToken"}},
            required=["ResourceRecordSetProtections"],
        ),
        "ResourceRecordSetProtection": structure(PROTECTION, required=["RecordName", "RecordType"]),
        "ResourceRecordSetProtectionConfig": structure(PROTECTION, required=["RecordName", "RecordType"]),
        "ResourceRecordSetProtectionKey": structure(PROTECTION_KEY, required=["RecordName", "RecordType"]),
        "ResourceRecordSetProtections": {
            "type": "list",
            "member": {"shape": "ResourceRecordSetProtection", "locationName": "ResourceRecordSetProtection"},
        },
        "ResourceRecordSetProtectionConfigBatch": {
            "type": "list",
            "member": {"shape": "ResourceRecordSetProtectionConfig", "locationName": "ResourceRecordSetProtectionConfig"},
        },
        "ResourceRecordSetProtectionKeyBatch": {
            "type": "list",
            "member": {"shape": "ResourceRecordSetProtectionKey", "locationName": "ResourceRecordSetProtectionKey"},
        },
        "ResourceRecordSetProtectionComment": {"type": "string"},
        "ResourceRecordSetProtectionMaxResults": {"type": "integer"},
        "InvalidResourceRecordSetProtectionBatch": refusal(),
        "ProtectionAlreadyExists": refusal(),
    },
}

MEMBERS = {
    "ec2": {"VpcEndpoint": {"PayerResponsibilities": {"shape": "PayerResponsibilitySet", "locationName": "payerResponsibilitySet"}}},
}

ENUM_VALUES = {
    "ec2": {"VpcEndpointType": ["Tunnel"]},
}

PAGINATION = {
    "route53": {
        "ListResourceRecordSetProtections": {"input_token": "NextToken", "output_token": "NextToken", "result_key": "ResourceRecordSetProtections"},
    },
}


def add_to(model, service):
    """Puts into a service model what it lacks, and returns it."""
    for kind, additions in (("operations", OPERATIONS), ("shapes", SHAPES)):
        for name, value in additions.get(service, {}).items():
            model[kind].setdefault(name, {"name": name, **value} if kind == "operations" else value)
    for shape, members in MEMBERS.get(service, {}).items():
        for name, member in members.items():
            model["shapes"][shape]["members"].setdefault(name, member)
    for shape, values in ENUM_VALUES.get(service, {}).items():
        known = model["shapes"][shape]["enum"]
        known += [value for value in values if value not in known]
    return model
