#!/usr/bin/env bash
# Guess, written down before the run: Sastre (cisco-sdwan), Cisco's tool for backup and restore of a Catalyst SD-WAN Manager, finds every
#   difference between an object of a backup and the one on the Manager, and so `restore --update` writes what differs.
# True for 1.28: it compares the two JSON texts with their characters sorted. Two lists of prefixes with the same digits in other places
#   are equal to it, and so are two site lists, one with site 120 and one with site 210: the object is taken for unchanged and skipped.
#   Any digit more, or another digit, is found.
# Who meets it: everybody who restores a backup over lists that were renumbered.
# Needs Python 3.9+ with venv. Exits 0 while it is so, and 1 where that changed.
set -euo pipefail
version=1.28
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "cisco-sdwan==$version"

cat > finding.py <<'PY'
import sys

from cisco_sdwan.base.models_vmanage import PolicyListDataprefix, PolicyListSite


def prefixes(prefix):
    return {"listId": "1", "name": "shop", "type": "dataPrefix", "entries": [{"ipPrefix": prefix}]}


def sites(site):
    return {"listId": "1", "name": "shop", "type": "site", "entries": [{"siteId": site}]}


pairs = [
    (PolicyListDataprefix, prefixes("10.1.20.0/24"), prefixes("10.2.10.0/24"), True),
    (PolicyListSite, sites("120"), sites("210"), True),
    (PolicyListDataprefix, prefixes("10.1.20.0/24"), prefixes("10.1.30.0/24"), False),
]
print("cisco-sdwan", sys.argv[1])
same = True
for model, saved, now, expected in pairs:
    equal = model(saved).is_equal(now)
    same &= equal == expected
    print(saved["entries"], "equal" if equal else "not equal", "to", now["entries"])
print("as described" if same else "CHANGED")
sys.exit(0 if same else 1)
PY
venv/bin/python finding.py "$version"
