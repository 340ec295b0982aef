"""What NVIDIA supports on which GPU, by compute capability.

From NVIDIA's matrix of toolkits, drivers and architectures:
https://docs.nvidia.com/datacenter/tesla/drivers/cuda-toolkit-driver-and-architecture-matrix.html; the first driver
branches are those of the toolkit that brought the architecture.
"""

from __future__ import annotations

from app.core.parts import Source
from app.core.rig import Device

MATRIX = Source(
    "https://docs.nvidia.com/datacenter/tesla/drivers/cuda-toolkit-driver-and-architecture-matrix.html",
    "NVIDIA: CUDA toolkit, driver and architecture matrix",
)
TURING, AMPERE, BLACKWELL = 7.5, 8.0, 10.0
# First toolkit for cards from this compute capability upwards, newest first.
FIRST_CUDA = (
    (10.0, (12, 8)),
    (8.9, (11, 8)),
    (8.6, (11, 1)),
    (8.0, (11, 0)),
    (7.5, (10, 0)),
    (7.0, (9, 0)),
    (6.0, (8, 0)),
    (5.0, (6, 5)),
)
FIRST_DRIVER = ((10.0, 570), (8.9, 520), (8.6, 455), (8.0, 450), (7.5, 410), (7.0, 384), (6.0, 375), (5.0, 340))
# Last toolkit major release and last driver branch for cards below this compute capability, oldest first.
LAST_CUDA = ((5.0, 11), (7.5, 12))
LAST_DRIVER = ((5.0, 470), (7.5, 580))


def is_nvidia(gpu: Device) -> bool | None:
    """Whether CUDA concerns the card; a compute capability gives it away when the maker isn't said."""
    vendor = gpu.text("vendor")
    if vendor is not None:
        return vendor == "nvidia"
    return True if gpu.number("cuda_compute") is not None else None


def first_cuda(compute: float) -> tuple[int, int] | None:
    """The first toolkit that builds for the card."""
    return next((release for least, release in FIRST_CUDA if compute >= least), None)


def last_cuda(compute: float) -> int | None:
    """The last toolkit major release that builds for the card; None while it is supported."""
    return next((release for below, release in LAST_CUDA if compute < below), None)


def first_driver(gpu: Device) -> int | None:
    """The first driver branch: the card's own fact, else that of its architecture."""
    own, compute = gpu.count("min_driver"), gpu.number("cuda_compute")
    if own is not None or compute is None:
        return own
    return next((branch for least, branch in FIRST_DRIVER if compute >= least), None)


def last_driver(gpu: Device) -> int | None:
    """The last driver branch: the card's own fact, else that of its architecture; None while it is supported."""
    own, compute = gpu.count("last_driver"), gpu.number("cuda_compute")
    if own is not None or compute is None:
        return own
    return next((branch for below, branch in LAST_DRIVER if compute < below), None)


def cc(compute: float) -> str:
    """A compute capability as NVIDIA writes it: `7.0`, `8.6`."""
    return f"{compute:.1f}"
