#!/usr/bin/env bash
# Guess, written down before the run: in catalystwan, Cisco's own SDK for the Catalyst SD-WAN Manager, a centralized policy survives the
#   way that its model writes it: what the model dumps, the model reads.
# True for 0.41.6: where `policyDefinition` is an object, as the SDK itself sends it and as GET .../vsmart/definition/{id} answers, the
#   model puts an empty definition in its place, without an error: no data policy, no site list, no VPN list. Only the form of the list
#   of policies, where the definition is a JSON text, is read. The SDK's `edit()` sends what it read, so an object that was read in this
#   way and is edited takes every data policy out of the policy on the Manager.
# Who meets it: scripts that read a policy by its id or from a backup, change its description and send it back; and everybody whose
#   entries stand in the same policy.
# Needs Python 3.8+ with venv. Exits 0 while it is so, and 1 where that changed.
set -euo pipefail
version=0.41.6
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "catalystwan==$version" "PyYAML==6.0.2"

cat > finding.py <<'PY'
import json
import sys
from uuid import UUID

from catalystwan.models.policy.centralized import CentralizedPolicy

policy = CentralizedPolicy(policy_name="corp")
policy.add_traffic_data_policy(UUID(int=1))
written = json.loads(policy.model_dump_json(by_alias=True))
as_object = CentralizedPolicy.model_validate(json.loads(json.dumps(written)))
as_text = CentralizedPolicy.model_validate(
    {**written, "policyDefinition": json.dumps(written["policyDefinition"])}
)

counts = {
    "written": len(written["policyDefinition"]["assembly"]),
    "read from an object": len(as_object.policy_definition.assembly),
    "read from a text": len(as_text.policy_definition.assembly),
}
print("catalystwan", sys.argv[1])
for way, count in counts.items():
    print(f"{way}: {count} data policies")
same = list(counts.values()) == [1, 0, 1]
print("as described" if same else "CHANGED")
sys.exit(0 if same else 1)
PY
venv/bin/python finding.py "$version"
