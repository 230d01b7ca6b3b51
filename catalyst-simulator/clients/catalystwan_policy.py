"""catalystwan makes, edits, activates and takes away a centralized policy, beside the one that is there."""

import json
from ipaddress import IPv4Network

from simulated_manager import ACCOUNT, check, managers

from catalystwan.exceptions import ManagerHTTPError
from catalystwan.models.policy.centralized import CentralizedPolicy
from catalystwan.models.policy.definitions.traffic_data import TrafficDataPolicy
from catalystwan.models.policy.lists import (
    AppList,
    AppProbeClassList,
    ClassMapList,
    ColorList,
    DataPrefixList,
    PolicerList,
    PreferredColorGroupList,
    PrefixList,
    RegionList,
    SiteList,
    SLAClassList,
    TLOCList,
    VPNList,
)
from catalystwan.models.policy.policy_definition import DefaultAction
from catalystwan.session import ManagerSession
from catalystwan.vmanage_auth import vManageAuth

manager = managers()[0]
session = ManagerSession(
    base_url=manager.url, auth=vManageAuth(ACCOUNT, manager.password, verify=manager.ca), verify=manager.ca
)

LISTS = (
    AppList, AppProbeClassList, ClassMapList, ColorList, DataPrefixList, PolicerList, PreferredColorGroupList,
    PrefixList, RegionList, SiteList, SLAClassList, TLOCList, VPNList,
)  # fmt: skip


def filled(policy_list, fill):
    """A list with its entries."""
    fill(policy_list)
    return policy_list


with session.login():
    policy = session.api.policy
    devices = [device.hostname for device in session.api.devices.get()]
    check("all devices are listed", devices, ["vmanage-1", "vsmart-1", "lis-1", "fra-1", "mad-1"])
    ready = [status.operation_mode for status in policy.centralized.check_vsmart_connectivity()]
    check("the controllers take policy", ready, ["vmanage"])
    read = {kind: policy.lists.get(kind) for kind in LISTS}
    check("lists of other users are read", [row.name for row in read[PreferredColorGroupList]], ["internet-first"])
    check("SLA classes are read", [row.name for row in read[SLAClassList]], ["Business-Critical"])

    site = policy.lists.create(filled(SiteList(name="wan-sites"), lambda new: new.add_sites({200})))
    vpn = policy.lists.create(filled(VPNList(name="wan-vpns"), lambda new: new.add_vpns({20})))
    prefixes = filled(DataPrefixList(name="wan-shop"), lambda new: new.add_prefix(IPv4Network("10.2.0.0/24")))
    prefix = policy.lists.create(prefixes)
    group = PreferredColorGroupList(name="wan-colors")
    group.assign_color_groups(primary=({"mpls"}, "all-paths"), secondary=({"lte"}, "all-paths"))
    colors = policy.lists.create(group)
    check("a colour group with two tiers is read back", len(policy.lists.get(PreferredColorGroupList)), 2)

    steer = TrafficDataPolicy(name="wan-steer", default_action=DefaultAction(type="accept"))
    sequence = steer.add_ipv4_sequence("Shop", base_action="accept")
    sequence.match_destination_data_prefix_list(prefix)
    sequence.associate_local_tloc_action("mpls", "ipsec")
    definition = policy.definitions.create(steer)

    made = CentralizedPolicy(policy_name="wan-policy", policy_description="Made by catalystwan")
    made.add_traffic_data_policy(definition).assign_to(vpn_lists=[vpn], direction="service", site_lists=[site])
    identity = policy.centralized.create(made)
    task = policy.centralized.activate(identity).wait_for_completed(interval_seconds=1)
    check("the activation ends well", task.result, True)
    check("its policy takes the place of the active one", manager.active(), ["wan-policy"])
    check("it is known whose it is", manager.policies()["wan-policy"]["lastUpdatedBy"], ACCOUNT)
    applied = manager.get("/device/policy/vsmart?deviceId=10.255.2.1")["data"]
    check("the site's edge gets it", [row["data-policy"] for row in applied], ["wan-steer"])

    # An edit of something active holds the lock until templates are pushed, or until it is given up.
    prefixes.add_prefix(IPv4Network("10.2.1.0/24"))
    path = f"/dataservice/template/policy/list/dataprefix/{prefix}"
    edit = session.put(path, json=json.loads(prefixes.model_dump_json(by_alias=True))).json()
    check("the edit of a list in use names the templates to push", len(edit["masterTemplatesAffected"]), 1)
    try:
        policy.definitions.edit(definition, steer)
        refused = None
    except ManagerHTTPError as error:
        refused = error.info.message
    check("a second edit has to wait", refused, "Template locked in edit mode.")
    session.delete(f"/dataservice/template/lock/{edit['processId']}")
    check("the edit is kept", len(policy.lists.get(DataPrefixList, prefix).entries), 2)

    # Its edit loses the sites and VPNs of every item, and is sent twice: once past the locks.
    winter = next(row for row in policy.centralized.get() if row.policy_name == "corporate-winter")
    winter.policy_description = "Edited by catalystwan"
    policy.centralized.edit(winter)
    check(
        "an edited policy has what was written",
        manager.policies()["corporate-winter"]["policyDescription"],
        "Edited by catalystwan",
    )

    corporate = manager.policies()["corporate"]["policyId"]
    task = policy.centralized.activate(corporate).wait_for_completed(interval_seconds=1)
    check("the policy that was there can be activated again", task.result, True)
    task = policy.centralized.deactivate(corporate).wait_for_completed(interval_seconds=1)
    check("a deactivation ends well", task.result, True)
    check("no policy is active", manager.active(), [])
    policy.centralized.delete(identity)
    policy.definitions.delete(TrafficDataPolicy, definition)
    for kind, own in ((SiteList, site), (VPNList, vpn), (DataPrefixList, prefix), (PreferredColorGroupList, colors)):
        policy.lists.delete(kind, own)
    check("its policy is gone", sorted(manager.policies()), ["corporate", "corporate-winter"])
    check("its lists are gone", manager.names("list/site"), ["all-branches", "lisbon"])
    policy.centralized.activate(corporate).wait_for_completed(interval_seconds=1)
    check("the policy that was there is active at the end", manager.active(), ["corporate"])
