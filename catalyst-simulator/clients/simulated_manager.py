"""A simulated Manager as its log describes it, and plain requests of its database to check a client's work by."""

import os
import re
import sys
from pathlib import Path

import requests

ACCOUNT = "clients"


class Manager:
    """A simulated Manager that listens."""

    def __init__(self, log):
        text = Path(log).read_text(encoding="utf-8")
        self.url = re.search(r"listens at (https://\S+),", text).group(1)
        self.host, self.port = re.fullmatch(r"https://(.+):(\d+)", self.url).groups()
        self.ca = re.search(r"^  CA +(\S+)$", text, re.MULTILINE).group(1)
        password = re.search(rf"^  user +{ACCOUNT}\n  password +in (\S+)$", text, re.MULTILINE).group(1)
        self.password = Path(password).read_text(encoding="utf-8").strip()

    def get(self, path):
        """What the Manager answers, asked without any of the clients."""
        with requests.Session() as session:
            session.trust_env = False
            session.verify = self.ca
            session.post(self.url + "/j_security_check", data={"j_username": ACCOUNT, "j_password": self.password})
            answer = session.get(self.url + "/dataservice" + path)
            answer.raise_for_status()
            return answer.json()

    def policies(self):
        """The centralized policies by name."""
        return {row["policyName"]: row for row in self.get("/template/policy/vsmart")["data"]}

    def active(self):
        """The names of the active policies."""
        return [name for name, row in self.policies().items() if row["isPolicyActivated"]]

    def names(self, path):
        """The names of the lists or definitions of a type."""
        return sorted(row["name"] for row in self.get("/template/policy/" + path)["data"])


def managers():
    """The Managers that the logs on the command line describe."""
    found = [Manager(log) for log in sys.argv[1:]]
    # Some clients say nothing of certificates and take what the environment trusts.
    os.environ["REQUESTS_CA_BUNDLE"] = os.environ["CURL_CA_BUNDLE"] = found[0].ca
    return found


def check(what, actual, wanted):
    """Ends the run where something is not as it should be."""
    if actual != wanted:
        sys.exit(f"{what}: {actual!r}, but it should be {wanted!r}")
    print(f"  {what}")
