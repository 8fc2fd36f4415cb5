"""The bill of materials, held against the schema of the people whose format it is."""

import json
import os
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def bill() -> str:
    return Path(os.environ["SBOM"]).read_text(encoding="utf-8")


def test_the_bill_is_as_its_format_has_it() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill()) is None


def test_the_check_would_see_what_is_wrong() -> None:
    wrong = json.loads(bill())
    wrong["components"][0]["type"] = "thing"
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(wrong))
    assert found is not None
