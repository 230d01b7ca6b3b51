"""Sastre backs one Manager up, restores the backup into an empty one, takes policy and templates away, and restores again."""

import os
import subprocess
import sys
from pathlib import Path

from simulated_manager import ACCOUNT, check, managers

first, second = managers()
os.environ["SASTRE_ROOT_DIR"] = os.getcwd()
PROGRAM = str(Path(sys.executable).parent / "sdwan")


def sastre(manager, *task):
    """Runs a task; it may neither warn nor fail."""
    account = ["--address", manager.host, "--port", manager.port, "--user", ACCOUNT, "--password", manager.password]
    run = subprocess.run(
        [PROGRAM, "--verbose", *account, *task], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    lines = run.stdout.splitlines() or [f"nothing, exit code {run.returncode}"]
    if lines[-1] != "INFO: Task completed successfully":
        print("\n".join("    " + line for line in lines))
    check(" ".join(task), lines[-1], "INFO: Task completed successfully")
    return lines


def modes(manager):
    """How the controllers are configured."""
    return [row["operationMode"] for row in manager.get("/template/policy/vsmart/connectivity/status")["data"]]


def attached(manager):
    """How many devices each template has."""
    return {row["templateName"]: row["devicesAttached"] for row in manager.get("/template/device")["data"]}


ALL = {"controllers-template": 1, "branch-edges": 3}

check("the second Manager has no policy", second.policies(), {})
sastre(first, "backup", "all", "--workdir", "backup")
templates = sorted(file.name for file in Path("data/backup/device_templates/values").iterdir())
check("device templates are in the backup", templates, ["branch-edges.json", "controllers-template.json"])

sastre(second, "restore", "all", "--attach", "--workdir", "backup")
check("the restored policy is active", second.active(), ["corporate"])
check("all policies are there", sorted(second.policies()), sorted(first.policies()))
for kind in ("list/site", "list/vpn", "list/dataprefix", "list/preferredcolorgroup", "definition/data"):
    check(f"all of {kind} are there", second.names(kind), first.names(kind))
applied = second.get("/device/policy/vsmart?deviceId=10.255.3.1")["data"]
check("the site's edge has it", [row["data-policy"] for row in applied], ["lisbon-guests"])

lines = sastre(second, "restore", "all", "--update", "--workdir", "backup")
check("what was read is what would be written", [line for line in lines if "Update" in line], [])

sastre(second, "delete", "policy_vsmart", "--detach")
check("the controllers are in CLI mode", modes(second), ["cli"])
check("no template is attached", attached(second), dict.fromkeys(ALL, 0))
check("no policy is left", second.policies(), {})

sastre(second, "restore", "all", "--attach", "--workdir", "backup")
check("the controllers take policy again", modes(second), ["vmanage"])
check("all templates are attached again", attached(second), ALL)
check("the policy is active again", second.active(), ["corporate"])
