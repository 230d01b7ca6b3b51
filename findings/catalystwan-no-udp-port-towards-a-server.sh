#!/usr/bin/env bash
# Guess, written down before the run: with catalystwan, Cisco's own SDK for the Catalyst SD-WAN Manager, the commonest rule of a data
#   policy can be built: UDP to port 53 over two colours; what is said about senders can be said about receivers; and what is added to
#   a rule adds to it.
# True for 0.41.6: a destination port and a protocol exclude each other (AssertionError), in either order, while a source port and
#   a protocol do not; so a rule for one port of UDP cannot be built towards a server, only from it. A second colour of the local TLOC
#   list replaces the first without a word, although the Manager takes a list. A sequence drops unless it is told otherwise.
# Who meets it: whoever writes data policies for services by script, one protocol and port at a time, with an order of colours.
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

from catalystwan.models.policy.definitions.traffic_data import TrafficDataPolicy


def sequence():
    return TrafficDataPolicy(name="corp").add_ipv4_sequence(name="dns", base_action="accept")


def outcome(*calls):
    target = sequence()
    try:
        for call in calls:
            call(target)
    except AssertionError as refused:
        return "refused: " + str(refused).split(" {")[0]
    return "built"


def udp(rule):
    rule.match_protocols({17})


def to_53(rule):
    rule.match_destination_port(ports={53})


def from_53(rule):
    rule.match_source_port(ports={53})


colours = sequence()
for colour in ("mpls", "biz-internet"):
    colours.associate_local_tloc_action(color=colour, encap="ipsec", restrict=True)
actions = json.loads(colours.model_dump_json(by_alias=True))["actions"]
kept = [entry["value"]["color"] for action in actions for entry in action["parameter"]]

seen = {
    "UDP, then to port 53": outcome(udp, to_53),
    "to port 53, then UDP": outcome(to_53, udp),
    "UDP, then from port 53": outcome(udp, from_53),
    "colours after mpls and biz-internet": kept,
    "a sequence of which nothing is said": TrafficDataPolicy(name="corp")
    .add_ipv4_sequence(name="dns")
    .base_action,
}
print("catalystwan", sys.argv[1])
for what, result in seen.items():
    print(f"{what}: {result}")
expected = [
    "refused: destinationPort is mutually exclusive with",
    "refused: protocol is mutually exclusive with",
    "built",
    ["biz-internet"],
    "drop",
]
same = list(seen.values()) == expected
print("as described" if same else "CHANGED")
sys.exit(0 if same else 1)
PY
venv/bin/python finding.py "$version"
