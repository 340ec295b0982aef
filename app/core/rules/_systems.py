"""Operating systems as people name them."""

from __future__ import annotations

HYPERVISORS = ("proxmox", "esxi", "vsphere", "vmware", "xcp-ng", "xenserver", "hyper-v", "nutanix", "openstack")


def runs_guests(system: str | None) -> bool:
    """Whether the system's name is that of a hypervisor."""
    return any(word in (system or "").lower() for word in HYPERVISORS)
