"""Real machines that other people described in public, as items of the catalog: parts and figures.

`outcome` is what their owners report: `works`, `degraded` or `fails`.
"""

from __future__ import annotations

from typing import Any

RIGS: list[dict[str, Any]] = [
    {
        "source": "https://jonready.com/blog/posts/local-llm-rig.html",
        "items": [
            {"quantity": 2, "part": "gpu/nvidia/rtx-3090"},
            {"quantity": 1, "part": "nvlink-bridge/nvidia/ampere-2-slot"},
            {"quantity": 1, "part": "cpu/amd/ryzen-threadripper-3970x"},
            {"quantity": 1, "part": "motherboard/msi/trx40-pro-10g"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-256gb", "facts": {"ecc": False}},
        ],
        "outcome": "works",
    },
    {
        "source": "https://tinycomputers.io/posts/repurposing-enterprise-gpus-the-tesla-p40-home-lab-story.html",
        "items": [
            {"quantity": 4, "part": "gpu/nvidia/tesla-p40"},
            {"quantity": 2, "part": "cpu/intel/xeon-e5-2697a-v4"},
            {"quantity": 1, "part": "server/generic/penguin-2u-gpu"},
            {
                "quantity": 1,
                "part": "memory/generic/ddr4-modules-not-stated",
                "facts": {"ecc": True, "total_gib": 252.0},
            },
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/letsRTFM/AI-Workstation",
        "items": [
            {"quantity": 2, "part": "gpu/nvidia/rtx-3090-founders"},
            {"quantity": 1, "part": "motherboard/minisforum/bd790i"},
            {"quantity": 1, "part": "cpu/amd/ryzen-9-7945hx"},
            {"quantity": 1, "part": "memory/crucial/ct2k48g56c46s5"},
            {"quantity": 1, "part": "psu/corsair/sf1000l"},
            {"quantity": 1, "part": "chassis/geometric-future/model-8"},
            {"quantity": 1, "part": "storage/crucial/t705-4tb"},
            {"quantity": 1, "part": "nic/generic/aqc107-m2"},
            {"quantity": 1, "part": "riser/jmt/pcie-4-0-x16-to-2-x8"},
            {"quantity": 1, "part": "riser/generic/pcie-4-ribbon"},
            {"quantity": 1, "part": "riser/ezdiy-fab/vertical-mount-pcie-4-0"},
            {"quantity": 5, "part": "fan/noctua/nf-a12x25-pwm"},
            {"quantity": 3, "part": "fan/noctua/nf-a14-pwm"},
            {"quantity": 1, "part": "fan/noctua/nf-a12x15-pwm"},
            {"quantity": 2, "part": "cable/generic/pcie8-extension"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://www.reddit.com/r/LocalLLaMA/",
        "items": [
            {"quantity": 4, "part": "gpu/nvidia/rtx-pro-6000-blackwell-max-q"},
            {"quantity": 4, "part": "gpu/nvidia/rtx-3090", "power_limit_w": 150.0},
            {"quantity": 1, "part": "cpu/amd/epyc-7003-milan"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-512gb"},
            {"quantity": 1, "part": "motherboard/asrock-rack/romed8-2t"},
            {"quantity": 4, "part": "riser/generic/pcie-3-splitter"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/tensorflow/tensorflow/issues/8858",
        "items": [
            {"quantity": 2, "part": "gpu/nvidia/titan-xp"},
            {"quantity": 1, "part": "cpu/intel/xeon-e5-v4-145-w"},
            {"quantity": 1, "part": "psu/generic/atx-850w"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://hardwareluxx.de/index.php/news/hardware/prozessoren/50558-epyc-alias-rome-auch-serverhersteller-mit-zu-kleinen-bios-chips.html",
        "items": [
            {"quantity": 1, "part": "motherboard/generic/supermicro-h11", "facts": {"revision": "1.02A"}},
            {"quantity": 1, "part": "cpu/amd/epyc-7002-rome"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://wiki.pulsedmedia.com/wiki/Gigabyte_MZ31-AR0-00_EPYC_Server_Motherboard",
        "items": [
            {"quantity": 1, "part": "motherboard/gigabyte/mz31-ar0", "facts": {"revision": "1.x"}},
            {"quantity": 1, "part": "cpu/amd/epyc-7003-milan"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://github.com/Wissotsky/tami-landing/blob/main/content/projects/p40/index.md",
        "items": [
            {"quantity": 1, "part": "gpu/nvidia/tesla-p40"},
            {
                "quantity": 1,
                "custom": {
                    "category": "gpu-block",
                    "name": "DIY water cooling for the P40",
                    "facts": {"kind": "water"},
                },
            },
            {"quantity": 1, "part": "motherboard/gigabyte/b550m-ds3h", "facts": {"revision": "1.7"}},
            {"quantity": 1, "part": "cpu/amd/ryzen-5-4600g"},
            {"quantity": 2, "part": "memory/generic/ddr4-8gb"},
            {"quantity": 1, "part": "psu/generic/atx-850w"},
            {"quantity": 1, "part": "chassis/generic/be-quiet-tower"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/l4rz/building-a-poor-mans-supercomputer",
        "items": [
            {"quantity": 4, "part": "gpu/nvidia/tesla-v100-sxm2-16gb"},
            {"quantity": 1, "part": "carrier/dell/0cthr"},
            {"quantity": 1, "part": "server/dell/poweredge-c4130"},
            {"quantity": 2, "part": "cpu/intel/xeon-e5-2620-v3"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-64gb"},
            {"quantity": 2, "part": "psu/dell/c4130-1600w"},
            {
                "quantity": 4,
                "custom": {
                    "category": "gpu-block",
                    "name": "home-made heatsink, two Supermicro SNK-P0037P on a copper pl",
                    "facts": {"metals": ["copper"], "kind": "shroud"},
                },
            },
            {"quantity": 1, "part": "cable/dell/n5fx4"},
            {"quantity": 1, "part": "cable/dell/28th5"},
            {"quantity": 1, "part": "cable/dell/xnnn1"},
            {"quantity": 1, "part": "cable/dell/06gxv"},
            {"quantity": 1, "part": "cable/dell/gm46t"},
            {"quantity": 1, "part": "storage/generic/nvme-m2-1tb"},
        ],
        "choices": {"gpu_power_limit_w": 250},
        "outcome": "works",
    },
    {
        "source": "https://github.com/l4rz/reverse-engineering-dell-idrac-to-get-rid-of-gpu-throttling",
        "items": [
            {"quantity": 4, "part": "gpu/nvidia/tesla-v100-sxm2-32gb"},
            {"quantity": 1, "part": "server/dell/poweredge-c4130-config-k"},
        ],
        "outcome": "degraded",
    },
    {
        "source": "https://kreier.github.io/homelab/machines/jetson/hardware",
        "items": [
            {"quantity": 1, "part": "cpu/intel/core-i3-6100"},
            {"quantity": 1, "part": "motherboard/evga/z170-classified-4-way"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-16gb", "facts": {"speed_mts": 2400}},
            {"quantity": 1, "part": "gpu/nvidia/rtx-3060-ti"},
            {"quantity": 2, "part": "gpu/nvidia/p106-100"},
            {"quantity": 1, "part": "gpu/nvidia/gtx-1060-6gb", "facts": {"link_lanes": 1, "link_gen": 1}},
        ],
        "outcome": "degraded",
    },
    {
        "source": "https://kreier.github.io/homelab/machines/jetson/hardware",
        "items": [
            {"quantity": 1, "part": "motherboard/evga/z170-classified-4-way"},
            {"quantity": 1, "part": "cpu/intel/core-i3-6100"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-16gb", "facts": {"speed_mts": 2400}},
            {"quantity": 2, "part": "gpu/nvidia/p104-100-8gb"},
            {"quantity": 1, "part": "gpu/nvidia/gtx-1070"},
            {"quantity": 1, "part": "gpu/nvidia/p106-100"},
            {"quantity": 1, "part": "storage/generic/nvme-m2-256gb"},
            {"quantity": 1, "part": "storage/generic/sata-ssd-240gb"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/noonghunna/club-3090/issues/707",
        "items": [
            {"quantity": 1, "part": "gpu/nvidia/rtx-5090"},
            {"quantity": 2, "part": "gpu/nvidia/rtx-3080-20gb"},
            {"quantity": 1, "part": "cpu/amd/ryzen-9-5950x"},
            {"quantity": 1, "part": "motherboard/asus/prime-x570-pro"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-128gb"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/noonghunna/club-3090/issues/1095",
        "items": [
            {"quantity": 2, "part": "gpu/nvidia/rtx-3090"},
            {"quantity": 1, "part": "cpu/amd/ryzen-9-5900x"},
            {"quantity": 1, "part": "motherboard/gigabyte/x570-aorus-master"},
            {"quantity": 4, "part": "memory/generic/ddr4-16gb-3000"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://estaterule.ru/news/polzovatel-opublikoval-foto-rasplavlennoj-geforce-rtx-4090-videokarta-zagorelas-kogda-on-igral-v-red-dead-redemption-2",
        "items": [
            {"quantity": 1, "part": "gpu/gigabyte/rtx-4090-gaming-oc"},
            {"quantity": 1, "part": "cable/nvidia/4x-pcie8-to-12vhpwr"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://www.easymanua.ls/hpe/proliant-dl580-gen9/manual/218753?p=51",
        "items": [
            {"quantity": 1, "part": "server/hpe/proliant-dl580-gen9"},
            {"quantity": 1, "part": "memory/generic/ddr4-rdimm-modules-not-stated"},
            {"quantity": 1, "part": "memory/generic/ddr4-lrdimm-modules-not-stated"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://bios-mods.com/forum/showthread.php?tid=38415",
        "items": [
            {"quantity": 1, "part": "motherboard/asus/ws-c621e-sage", "facts": {"bios": "6201"}},
            {"quantity": 1, "part": "cpu/intel/xeon-bronze-3104"},
            {"quantity": 1, "part": "memory/samsung/m393a8g40mb2-cvf"},
            {"quantity": 1, "part": "psu/generic/atx-750w"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://github.com/FrameworkComputer/SoftwareFirmwareIssueTracker/issues/180",
        "items": [
            {"quantity": 2, "part": "server/framework/desktop"},
            {"quantity": 2, "part": "cpu/amd/ryzen-ai-max-plus-395"},
            {"quantity": 2, "part": "nic/nvidia/mcx556a-edat"},
            {"quantity": 4, "part": "storage/samsung/990-pro-4tb"},
            {"quantity": 2, "part": "riser/generic/short-riser"},
        ],
        "outcome": "degraded",
    },
    {
        "source": "https://www.pugetsystems.com/labs/articles/NVIDIA-NVLink-Bridge-Compatibility-Chart-1330/",
        "items": [
            {"quantity": 2, "part": "gpu/nvidia/quadro-rtx-5000"},
            {"quantity": 1, "part": "nvlink-bridge/nvidia/quadro-rtx-6000"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://www.pugetsystems.com/labs/articles/Unsupported-How-to-Make-Dual-NVLink-Work-on-Windows-10-1688/",
        "items": [
            {"quantity": 4, "part": "gpu/nvidia/rtx-2080-ti"},
            {"quantity": 2, "part": "nvlink-bridge/nvidia/geforce-rtx-20"},
        ],
        "choices": {"software": {"os": "Windows 10"}},
        "outcome": "degraded",
    },
    {
        "source": "https://github.com/tinygrad/open-gpu-kernel-modules/issues/6",
        "items": [
            {"quantity": 6, "part": "gpu/nvidia/rtx-4090"},
            {"quantity": 1, "part": "cpu/amd/ryzen-threadripper-pro-3995wx"},
            {"quantity": 1, "part": "motherboard/asus/pro-ws-wrx80e-sage-se-wifi"},
            {"quantity": 6, "part": "riser/generic/pcie-4-ribbon"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://tanelpoder.com/posts/rtx4090-egpu/",
        "items": [
            {"quantity": 1, "part": "gpu/nvidia/rtx-4090"},
            {"quantity": 1, "part": "riser/generic/pcie-4-ribbon"},
            {"quantity": 1, "part": "nic/generic/200gbe-1-port"},
            {"quantity": 1, "part": "cpu/generic/amd-threadripper"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://kristopherclark.com/blog/beyond-the-3090-my-dual-gpu-local-ai-architecture-for-qwen-35b-and-gemma-4",
        "items": [
            {"quantity": 1, "part": "cpu/amd/ryzen-9-3950x"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-128gb"},
            {"quantity": 1, "part": "gpu/nvidia/rtx-3090"},
            {"quantity": 1, "part": "gpu/intel/arc-pro-b70-32gb"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://arsenalpc.com/dual-gpu-ai-workstation-mes2x-vs-es620/",
        "items": [
            {"quantity": 1, "part": "chassis/arsenalpc/mes2x"},
            {"quantity": 1, "part": "motherboard/gigabyte/x870-aorus-elite-wifi7"},
            {"quantity": 1, "part": "cpu/amd/ryzen-9000"},
            {"quantity": 2, "part": "gpu/generic/geforce-rtx-high-end"},
        ],
        "outcome": "degraded",
    },
    {
        "source": "https://arsenalpc.com/dual-gpu-ai-workstation-mes2x-vs-es620/",
        "items": [
            {"quantity": 1, "part": "chassis/arsenalpc/es620"},
            {"quantity": 1, "part": "motherboard/asus/rog-crosshair-x870e-dark-hero"},
            {"quantity": 1, "part": "cpu/amd/ryzen-9000"},
            {"quantity": 2, "part": "gpu/generic/geforce-rtx-high-end"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://barbourww.github.io//page5",
        "items": [
            {"quantity": 1, "part": "cpu/amd/ryzen-threadripper-1950x"},
            {"quantity": 1, "part": "motherboard/asus/rog-zenith-extreme"},
            {"quantity": 1, "part": "cpu-cooler/noctua/nh-u14s-tr4-sp3"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/olafkfreund/nixos_config/pull/1396",
        "items": [
            {"quantity": 1, "part": "server/lenovo/thinkstation-p510"},
            {"quantity": 1, "part": "psu/lenovo/thinkstation-p510-490w"},
            {"quantity": 1, "part": "cpu/intel/xeon-e5-2698-v4"},
            {"quantity": 1, "part": "gpu/nvidia/rtx-3070-ti"},
            {"quantity": 1, "part": "gpu/nvidia/rtx-3060-12gb"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://blog.cronn.de/en/machinelearning/2025/12/03/setting-up-ml-hpc-server-1.html",
        "items": [
            {"quantity": 1, "part": "server/dell/poweredge-c4130"},
            {"quantity": 2, "part": "gpu/nvidia/tesla-p40"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-128gb"},
            {"quantity": 2, "part": "psu/dell/2000w"},
            {"quantity": 1, "part": "storage/generic/hot-swap-disk-800gb"},
        ],
        "site": {"circuits": [{"volts": 230}]},
        "outcome": "works",
    },
    {
        "source": "https://github.com/geerlingguy/mini-rack/issues/166",
        "items": [
            {"quantity": 1, "part": "motherboard/minisforum/bd795i-se"},
            {"quantity": 1, "part": "gpu/msi/rtx-3060-ventus-12g"},
            {"quantity": 1, "part": "psu/generic/desktop-outside-the-case"},
            {"quantity": 1, "part": "chassis/generic/10-inch-mini-rack"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/geerlingguy/mini-rack/issues/166",
        "items": [
            {"quantity": 1, "part": "motherboard/minisforum/bd795i-se"},
            {"quantity": 1, "part": "chassis/myelectronics/10-inch-2u-mini-itx"},
            {"quantity": 1, "part": "psu/generic/sfx-or-desktop", "facts": {"form_factor": "sfx"}},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://github.com/noonghunna/club-3090/issues/688",
        "items": [
            {"quantity": 4, "part": "gpu/nvidia/rtx-3090"},
            {"quantity": 1, "part": "cpu/amd/epyc-7302p"},
            {"quantity": 1, "part": "memory/generic/ddr4-total-256gb"},
        ],
        "choices": {"gpu_power_limit_w": 250},
        "outcome": "works",
    },
    {
        "source": "https://github.com/geerlingguy/sbc-reviews/issues/19",
        "items": [
            {"quantity": 1, "part": "motherboard/adlink/ampere-altra-developer-platform"},
            {"quantity": 1, "part": "cpu/ampere/altra"},
            {"quantity": 1, "part": "gpu/nvidia/rtx-3080-ti"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://xungejiang.com",
        "items": [
            {"quantity": 4, "part": "gpu/gigabyte/rtx-2080-ti-turbo"},
            {"quantity": 1, "part": "cpu/intel/core-i9-9820x"},
            {"quantity": 1, "part": "cpu-cooler/corsair/h150i-pro"},
            {"quantity": 1, "part": "motherboard/gigabyte/x299-wu8"},
            {"quantity": 1, "part": "chassis/sama/predator-v1"},
            {"quantity": 8, "part": "memory/corsair/vengeance-lpx-ddr4-3000-16gb"},
            {"quantity": 1, "part": "psu/super-flower/leadex-platinum-sf-2000f14hp"},
            {"quantity": 1, "part": "storage/samsung/970-evo-1tb"},
            {"quantity": 1, "part": "storage/samsung/860-evo-1tb"},
        ],
        "site": {"circuits": [{"volts": 220}]},
        "outcome": "works",
    },
    {
        "source": "https://hav4ik.github.io/meet-iva-my-dl-rig",
        "items": [
            {"quantity": 1, "part": "motherboard/msi/meg-x570-unify"},
            {"quantity": 1, "part": "cpu/amd/ryzen-9-5900x"},
            {"quantity": 2, "part": "memory/generic/ddr4-32gb-3600"},
            {"quantity": 2, "part": "gpu/nvidia/rtx-3090-founders"},
            {"quantity": 1, "part": "psu/evga/supernova-1600-g2"},
            {"quantity": 1, "part": "cpu-cooler/noctua/nh-d15"},
            {"quantity": 1, "part": "chassis/generic/open-frame"},
            {"quantity": 1, "part": "storage/generic/nvme-m2-2tb"},
            {"quantity": 1, "part": "storage/generic/sata-ssd-2tb"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://hackaday.io/project/14774-rack-mount-gaming-pc/details",
        "items": [
            {"quantity": 1, "part": "chassis/generic/used-2u-rack-server"},
            {"quantity": 1, "part": "psu/generic/server-700w-no-pcie"},
            {"quantity": 1, "part": "gpu/generic/full-height-pcie-8-pin"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://github.com/AndreansxTech/DELL-R710-Additional-graphics-card-install",
        "items": [
            {"quantity": 1, "part": "server/dell/poweredge-r710"},
            {"quantity": 1, "part": "gpu/generic/pcie-x16-card"},
            {"quantity": 1, "part": "riser/dell/r710-riser"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://github.com/ProfMoo/home/blob/main/docs/fans.md",
        "items": [
            {"quantity": 1, "part": "server/supermicro/sys-6028u-tr4t-plus"},
            {"quantity": 2, "part": "cpu/intel/xeon-e5-2680-v4"},
            {"quantity": 8, "part": "memory/generic/ddr4-rdimm-32gb"},
            {"quantity": 1, "part": "gpu/nvidia/tesla-t4"},
            {"quantity": 1, "part": "nic/intel/x550-t2"},
            {"quantity": 2, "part": "psu/supermicro/1000w-platinum"},
            {"quantity": 3, "part": "storage/generic/sata-ssd-480gb"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://www.boydcorp.com/resources/fluid-control-technologies/avoiding-galvanic-corrosion.html",
        "items": [
            {"quantity": 1, "part": "gpu-block/generic/aluminium-cold-plate"},
            {"quantity": 1, "part": "radiator/generic/copper"},
            {"quantity": 1, "part": "pump/generic/pump"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://www.servethehome.com/narrow-ilm-square-ilm-lga2011-heatsink-differences/",
        "items": [
            {"quantity": 1, "part": "cpu-cooler/supermicro/snk-p0048ps"},
            {"quantity": 1, "part": "motherboard/generic/lga2011-square-ilm"},
        ],
        "outcome": "fails",
    },
    {
        "source": "https://www.servethehome.com/narrow-ilm-square-ilm-lga2011-heatsink-differences/",
        "items": [
            {"quantity": 2, "part": "cpu-cooler/supermicro/snk-p0050ap4"},
            {"quantity": 1, "part": "motherboard/supermicro/x9dr7-ln4f"},
            {"quantity": 2, "part": "cpu/generic/intel-xeon-e5-2600"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://neonpulse.today/?p=10136",
        "items": [
            {"quantity": 1, "part": "motherboard/msi/mpg-x870e-carbon-wifi"},
            {"quantity": 1, "part": "gpu/nvidia/rtx-4090"},
            {"quantity": 1, "part": "storage/generic/nvme-m2-gen5", "facts": {"port": "M2_1"}},
            {"quantity": 1, "part": "storage/generic/nvme-m2-gen5", "facts": {"port": "M2_2"}},
            {"quantity": 1, "part": "storage/corsair/mp600"},
        ],
        "outcome": "degraded",
    },
    {
        "source": "https://github.com/kvcache-ai/ktransformers/issues/828",
        "items": [
            {"quantity": 1, "part": "server/asus/rs720a-e12-rs12u-g"},
            {"quantity": 2, "part": "cpu/amd/epyc-9654"},
            {"quantity": 16, "part": "memory/generic/ddr5-rdimm-32gb-4800"},
            {"quantity": 2, "part": "gpu/nvidia/rtx-3090"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/kvcache-ai/ktransformers/issues/587",
        "items": [
            {"quantity": 1, "part": "cpu/amd/epyc-9274f"},
            {"quantity": 6, "part": "memory/generic/ddr5-rdimm-32gb-4800"},
            {"quantity": 6, "part": "memory/generic/ddr5-rdimm-64gb-4800"},
            {"quantity": 1, "part": "gpu/nvidia/rtx-4090"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://github.com/kvcache-ai/ktransformers/issues/587",
        "items": [
            {"quantity": 1, "part": "cpu/amd/epyc-9274f"},
            {"quantity": 6, "part": "memory/generic/ddr5-rdimm-32gb-4800"},
            {"quantity": 4, "part": "gpu/nvidia/rtx-4090"},
        ],
        "outcome": "degraded",
    },
    {
        "source": "https://github.com/philpax/philpax.github.io/blob/main/content/notes/Hardware/Workstation.md",
        "items": [
            {"quantity": 1, "part": "cpu/amd/ryzen-9-9950x3d"},
            {"quantity": 1, "part": "cpu-cooler/noctua/nh-d15-g2"},
            {"quantity": 1, "part": "motherboard/asrock/x870e-nova-wifi"},
            {"quantity": 2, "part": "memory/corsair/vengeance-ddr5-6600-48gb"},
            {"quantity": 1, "part": "gpu/asus/rx-6700-xt-dual"},
            {"quantity": 1, "part": "storage/crucial/t705-4tb"},
            {"quantity": 1, "part": "chassis/fractal-design/north-xl"},
            {"quantity": 1, "part": "psu/corsair/rm1000x-2024"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://skeptric.com",
        "items": [
            {"quantity": 1, "part": "gpu/pny/rtx-3090-xlr8"},
            {"quantity": 1, "part": "cpu/amd/ryzen-5-5600g"},
            {"quantity": 1, "part": "cpu-cooler/amd/wraith-stock"},
            {"quantity": 1, "part": "motherboard/msi/mpg-b550-gaming-plus"},
            {"quantity": 1, "part": "psu/corsair/rm850e-2023"},
            {"quantity": 2, "part": "memory/g-skill/ripjaws-v-ddr4-3200-16gb"},
            {"quantity": 1, "part": "storage/samsung/980-pro-2tb"},
            {"quantity": 1, "part": "chassis/corsair/4000d-airflow"},
            {"quantity": 4, "part": "fan/arctic/f12-pwm-pst"},
        ],
        "site": {"circuits": [{"volts": 230}]},
        "outcome": "works",
    },
    {
        "source": "https://github.com/system76/thelio/issues/40",
        "items": [
            {"quantity": 1, "part": "chassis/system76/thelio-major-v3"},
            {"quantity": 1, "part": "gpu/generic/rtx-2080-open-air"},
            {"quantity": 1, "part": "gpu/generic/rtx-2080-ti-open-air"},
        ],
        "outcome": "degraded",
    },
    {
        "source": "https://github.com/system76/thelio/issues/40",
        "items": [
            {"quantity": 1, "part": "chassis/system76/thelio-major-v3"},
            {"quantity": 2, "part": "gpu/generic/rtx-2080-ti-blower"},
        ],
        "outcome": "works",
    },
    {
        "source": "https://servermall.com/blog/what-is-a-backplane-in-a-server-and-how-does-it-affect-sas-sata-and-nvme/",
        "items": [
            {"quantity": 1, "part": "chassis/generic/sas-sata-backplane-server"},
            {"quantity": 1, "part": "storage/generic/u2-ssd"},
        ],
        "outcome": "fails",
    },
]
