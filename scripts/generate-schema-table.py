#!/usr/bin/env python3
"""Writes the sandbox's table of official facts from an openapi.json.

Usage: scripts/generate-schema-table.py path/to/openapi.json

Facts only (operations, field names, types, required, lengths, enums); no prose. One line each:

    op METHOD PATH SUCCESS REQUEST RESPONSE PARAMETERS
    schema NAME
    FIELD TYPE[*][+][?][<LENGTH][=A|B|C]

REQUEST and RESPONSE are a schema name, `[name` for an array of it, or `-`. PARAMETERS is a comma list
of query parameters, `forward` for the pagination-type header and `std` for the usual eight.
TYPE is s string, t date-time, i integer, d number, b boolean, x anything, m map of strings, @Name a
reference to a schema, and `[` before any of these for an array. `*` is required on create, `+` is
required on update, `?` may be null, `<n` is the longest text, `=` lists the allowed texts.
"""
import json
import pathlib
import sys

STANDARD = ["conditions", "childConditions", "customFieldConditions", "orderBy", "fields",
            "page", "pageSize", "pageId"]
# Operations whose behaviour nobody here knows well enough to stand in for.
LEFT_OUT = ("/company/management/", "/service/tickets/{parentId}/configurations",
            "/company/companies/{parentId}/managementReportSetup", "/login/")
TARGET = (pathlib.Path(__file__).parent.parent
          / "Sources/ConnectWiseSandbox/Schema/Generated/OfficialFacts.swift")


def name_of(reference):
    return reference["$ref"].rsplit("/", 1)[1]


def kind(schema):
    if "$ref" in schema:
        return "@" + name_of(schema)
    if schema.get("type") == "array":
        return "[" + kind(schema["items"])
    if schema.get("type") == "object":
        return "m"
    if schema.get("type") == "string":
        return "t" if schema.get("format") == "date-time" else "s"
    return {"integer": "i", "number": "d", "boolean": "b"}.get(schema.get("type"), "x")


def field_line(name, schema, required):
    line = f"{name} {kind(schema)}"
    line += "*" if name in required else ""
    line += "+" if schema.get("x-requiredOnUpdate") else ""
    line += "?" if schema.get("nullable") else ""
    line += f"<{schema['maxLength']}" if "maxLength" in schema else ""
    values = [value for value in schema.get("enum", []) if value is not None]
    return line + ("=" + "|".join(values) if values else "")


def body_of(content):
    schema = (content or {}).get("application/json", {}).get("schema")
    if schema is None:
        return "-"
    if schema.get("type") == "array":
        return "[" + name_of(schema["items"])
    return name_of(schema) if "$ref" in schema else "-"


def operation_line(document, path, method, operation):
    names = []
    for parameter in operation.get("parameters", []):
        if "$ref" in parameter:
            parameter = document["components"]["parameters"][name_of(parameter)]
        if parameter["in"] == "header":
            names.append("forward")
        elif parameter["in"] == "query":
            names.append(parameter["name"])
    if all(name in names for name in STANDARD):
        names = ["std"] + [name for name in names if name not in STANDARD]
    success = min(code for code in operation["responses"] if code.startswith("2"))
    request = body_of(operation.get("requestBody", {}).get("content"))
    response = body_of(operation["responses"][success].get("content"))
    return " ".join(["op", method.upper(), path, success, request, response,
                     ",".join(names) or "-"])


def reachable(document, lines):
    """The schemas named by the operations, and those their fields name, in alphabetical order."""
    schemas = document["components"]["schemas"]
    waiting = [word.lstrip("[") for line in lines for word in line.split()[4:6] if word != "-"]
    seen = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for schema in schemas[name].get("properties", {}).values():
            target = kind(schema).lstrip("[")
            if target.startswith("@"):
                waiting.append(target[1:])
    return sorted(seen)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    document = json.loads(pathlib.Path(sys.argv[1]).read_text())
    lines = [operation_line(document, path, method, operation)
             for path, operations in sorted(document["paths"].items())
             for method, operation in operations.items()
             if method in ("get", "post", "put", "patch", "delete")
             and not (path + "/").startswith(LEFT_OUT)]
    for name in reachable(document, lines):
        schema = document["components"]["schemas"][name]
        lines.append(f"schema {name}")
        required = schema.get("required", [])
        lines += [field_line(field, facts, required)
                  for field, facts in schema.get("properties", {}).items()]
    text = "\n".join("    " + line for line in lines)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        "// swift-format-ignore-file\n"
        "// Generated by scripts/generate-schema-table.py from the official description; do not edit.\n\n"
        f'let officialFacts = """\n{text}\n    """\n')
    print(f"{TARGET.name}: {len(lines)} lines")


main()
