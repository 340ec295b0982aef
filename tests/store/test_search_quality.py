"""What people type, and the part that has to be among the first that they see."""

from __future__ import annotations

from app.settings import Settings
from app.store import PartQuery, open_store

FIRST = 3
WANTED = {
    "3090 fe": "gpu/nvidia/rtx-3090-founders",
    "3090": "gpu/nvidia/rtx-3090",
    "rtx3090": "gpu/nvidia/rtx-3090",
    "3090ti": "gpu/nvidia/rtx-3090-ti",
    "3090 ti founders": "gpu/nvidia/rtx-3090-ti-founders",
    "P40": "gpu/nvidia/tesla-p40",
    "p100 16gb": "gpu/nvidia/tesla-p100-pcie-16gb",
    "v100 sxm2 32gb": "gpu/nvidia/tesla-v100-sxm2-32gb",
    "a100 80gb": "gpu/nvidia/a100-pcie-80gb",
    "h100 nvl": "gpu/nvidia/h100-nvl-94gb",
    "t4": "gpu/nvidia/tesla-t4",
    "l40s": "gpu/nvidia/l40s",
    "a6000": "gpu/nvidia/rtx-a6000",
    "6000 ada": "gpu/nvidia/rtx-6000-ada",
    "rtx pro 6000 max-q": "gpu/nvidia/rtx-pro-6000-blackwell-max-q",
    "4090 suprim": "gpu/msi/rtx-4090-suprim-liquid-x",
    "2080ti 22gb": "gpu/generic/rtx-2080-ti-22gb",
    "mi50 32gb": "gpu/amd/instinct-mi50-32gb",
    "7900xtx": "gpu/amd/rx-7900-xtx",
    "radeon vii": "gpu/amd/radeon-vii",
    "romed8": "motherboard/asrock-rack/romed8-2t",
    "ROMED8-2T": "motherboard/asrock-rack/romed8-2t",
    "h12ssl-i": "motherboard/supermicro/h12ssl-i",
    "wrx80 sage": "motherboard/asus/pro-ws-wrx80e-sage-se-wifi",
    "trx40 creator": "motherboard/asrock/trx40-creator",
    "7302p": "cpu/amd/epyc-7302p",
    "threadripper pro 5955wx": "cpu/amd/ryzen-threadripper-pro-5955wx",
    "xeon e5-2697 v4": "cpu/intel/xeon-e5-2697-v4",
    "4124gs": "server/supermicro/as-4124gs-tnr",
    "dell r730": "server/dell/poweredge-r730",
    "ax1600i": "psu/corsair/ax1600i",
    "evga 1600 t2": "psu/evga/supernova-1600-t2",
    "hp 1200w server psu": "psu/hp/dps-1200fb-a",
    "64gb ddr4 3200 rdimm": "memory/generic/ddr4-rdimm-64gb-3200",
    "980 pro 2tb": "storage/samsung/980-pro-2tb",
    "3-slot nvlink": "nvlink-bridge/nvidia/ampere-3-slot",
    "mcx516a-cdat": "nic/nvidia/mcx516a-cdat",
    "MCX516ACDAT": "nic/nvidia/mcx516a-cdat",
    "noctua sp3": "cpu-cooler/noctua/nh-u14s-tr4-sp3",
    "d5 pump": "pump/xylem/d5",
    "smt3000": "ups/apc/smt3000",
    "2x pcie to eps": "cable/generic/2x-pcie8-to-eps8",
}


def test_what_people_type_finds_what_they_mean(database_url: str) -> None:
    store = open_store(Settings(database_url=database_url))
    try:
        found = {words: store.find_parts(PartQuery(words=words), FIRST).ids for words in WANTED}
    finally:
        store.close()
    missed = {words: found[words] for words, part_id in WANTED.items() if part_id not in found[words]}
    assert missed == {}
