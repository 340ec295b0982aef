"""Bandwidths from first principles: PCIe links, memory channels, network ports."""

from __future__ import annotations

# PCI-SIG signalling rates and line codes: 8b/10b to Gen2, 128b/130b to Gen5; Gen6 FLIT efficiency about 0.945.
GT_S = {1: 2.5, 2: 5.0, 3: 8.0, 4: 16.0, 5: 32.0, 6: 64.0}
CODING = {1: 0.8, 2: 0.8, 3: 128 / 130, 4: 128 / 130, 5: 128 / 130, 6: 0.945}
PAYLOAD_SHARE = 0.9


def pcie_gb_s(gen: int, lanes: int) -> float:
    """GB/s (10^9) in one direction after line coding, e.g. Gen4 ×16 = 31.508."""
    return GT_S[gen] * CODING[gen] / 8 * lanes


def memory_gb_s(mts: float, channels: int) -> float:
    """GB/s of `channels` 64-bit memory channels, e.g. 4800 MT/s × 12 = 460.8."""
    return mts * 8 * channels / 1000


def network_gb_s(gbps: float) -> float:
    """GB/s that a port of `gbps` Gbit/s needs."""
    return gbps / 8


def nvlink_gb_s(links: int, link_gb_s: float) -> float:
    """GB/s of a bridge in both directions, from its links' rate in one: four GA102 links of 14.0625 make 112.5."""
    return links * link_gb_s * 2
