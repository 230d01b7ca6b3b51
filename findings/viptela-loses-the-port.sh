#!/usr/bin/env bash
# Guess, written down before the run: in viptela (module vmanage), a client of the Catalyst SD-WAN Manager, an object that is made for a port
#   asks that port and no other.
# True for 0.3.10: the object for centralized policy makes another one, for definitions, without handing the port on. So what stands in
#   definitions is asked at port 443 of the same host, whatever `--port` says: an export of policies from a Manager behind another port
#   ends with a refused connection to 443.
# Who meets it: laboratories and Managers behind a proxy or a forwarded port.
# Needs Python 3.8+ with venv. Exits 0 while it is so, and 1 where that changed.
set -euo pipefail
version=0.3.10
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
# six is imported by its dependencies, and declared by none of them.
venv/bin/pip install -q --disable-pip-version-check "viptela==$version" "six==1.17.0"

cat > finding.py <<'PY'
import sys

import requests
from vmanage.api.central_policy import CentralPolicy


class Recorder(requests.adapters.HTTPAdapter):
    """Answers as a Manager does that is asked for its release, and notes where it was asked."""

    asked = []

    def send(self, request, **kwargs):
        self.asked.append(request.url)
        answer = requests.Response()
        answer.status_code = 200
        answer.url = request.url
        answer.request = request
        answer._content = b'{"data": [{"version": "20.12.3"}]}'
        return answer


session = requests.Session()
session.mount("https://", Recorder())
policy = CentralPolicy(session, "manager.example", 8443)
print("viptela", sys.argv[1])
print("policies:", policy.base_url)
print("definitions:", policy.policy_definitions.base_url)
print("asked already:", sorted(set(Recorder.asked)))
same = (
    ":8443/" in policy.base_url
    and ":443/" in policy.policy_definitions.base_url
    and all(":8443/" not in url for url in Recorder.asked)
)
print("as described" if same else "CHANGED")
sys.exit(0 if same else 1)
PY
venv/bin/python finding.py "$version"
