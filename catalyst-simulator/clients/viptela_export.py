"""viptela logs in where old clients do, shows the fabric, exports it, and activates a policy by its name."""

import json
import sys
from pathlib import Path

from simulated_manager import ACCOUNT, check, managers

from vmanage.api import (
    central_policy,
    device,
    device_templates,
    feature_templates,
    local_policy,
    policy_definitions,
    policy_lists,
    policy_updates,
    security_policy,
    utilities,
)
from vmanage.api.authentication import Authentication
from vmanage.apps.files import Files
from vmanage.data import policy_data, template_data

first, second = managers()


def everywhere(port):
    """The client forgets in places that a Manager may listen elsewhere than on 443; its defaults are set instead."""
    modules = (
        central_policy, device, device_templates, feature_templates, local_policy, policy_data, policy_definitions,
        policy_lists, policy_updates, security_policy, template_data, utilities,
    )  # fmt: skip
    for module in modules:
        for kind in vars(module).values():
            if isinstance(kind, type) and kind.__module__ == module.__name__ and kind.__init__.__defaults__ == (443,):
                kind.__init__.__defaults__ = (port,)


def session(manager):
    """A session of the client."""
    everywhere(int(manager.port))
    return Authentication(manager.host, ACCOUNT, manager.password, int(manager.port), validate_certs=True).login()


def exported(manager, kind, file):
    """What the client writes to a file."""
    files = Files(session(manager), manager.host, int(manager.port))
    getattr(files, f"export_{kind}_to_file")(file)
    return json.loads(Path(file).read_text(encoding="utf-8"))


try:
    Authentication(first.host, ACCOUNT, "wrong", int(first.port), validate_certs=True).login()
    sys.exit("a wrong password is taken")
except Exception as refused:  # the client raises bare exceptions
    check("a wrong password is refused", "Login failed" in str(refused), True)

configured = device.Device(session(first), first.host, int(first.port)).get_device_config_list("all")
names = [row["host-name"] for row in configured]
check("all devices are listed", names, ["vmanage-1", "vsmart-1", "lis-1", "fra-1", "mad-1"])

templates = exported(first, "templates", "templates.json")
found = sorted(row["templateName"] for row in templates["vmanage_device_templates"])
check("device templates are exported", found, ["branch-edges", "controllers-template"])

policies = exported(first, "policy", "policies.json")
central = {row["policyName"]: row for row in policies["vmanage_central_policies"]}
check("centralized policies are exported", sorted(central), ["corporate", "corporate-winter"])
definitions = [row["name"] for row in policies["vmanage_policy_definitions"]]
check("definitions are exported", sorted(definitions), ["corporate-sla", "corporate-topology", "lisbon-guests"])
sites = [row["name"] for row in policies["vmanage_policy_lists"] if row["type"] == "site"]
check("site lists are exported", sorted(sites), ["all-branches", "lisbon"])

attachments = exported(first, "attachments", "attachments.json")["vmanage_attachments"]
hosts = sorted(row["host_name"] for row in attachments)
check("attachments are exported with their variables", hosts, ["fra-1", "lis-1", "mad-1", "vsmart-1"])
check("a variable has its value", attachments[0]["variables"]["system_host_name"], attachments[0]["host_name"])

winter = first.policies()["corporate-winter"]["policyId"]
policy = central_policy.CentralPolicy(session(first), first.host, int(first.port))
action = policy.activate_central_policy("corporate-winter", winter)
ended = utilities.Utilities(policy.session, first.host, int(first.port)).waitfor_action_completion(action)
check("an activation that names its policy ends well", ended["action_status"], "success")
check("that policy is active", first.active(), ["corporate-winter"])
