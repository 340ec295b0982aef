"""For each check a sound part, and the same part with one fault planted in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from app.core.parts import Facts, Part, Price, Provided, Source, Value


class Planted(NamedTuple):
    """A sound part and its faulty twin; `beside` are other parts that the check compares it with."""

    sound: Part
    faulty: Part
    beside: tuple[Part, ...] = ()


def facts_of(values: dict[str, Any]) -> Facts:
    """Facts from plain values: lists of dictionaries become records."""
    return Facts({name: _value(value) for name, value in values.items()})


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(facts_of(one) if isinstance(one, dict) else one for one in value)
    return value  # type: ignore[no-any-return]


def part(category: str, name: str = "Thing", **values: Any) -> Part:
    """A part of a maker called Maker."""
    return Part(f"{category}/maker/thing", category, name, "Maker", facts=facts_of(values))


def planted(category: str, fault: dict[str, Any], name: str = "Thing", **sound: Any) -> Planted:
    """A sound part and the same one with some facts replaced; None takes a fact away."""
    return Planted(part(category, name, **sound), part(category, name, **(sound | fault)))


def bundle(category: str, *brings: tuple[Part, int], **values: Any) -> Part:
    """A part that brings others."""
    provides = tuple(
        Provided(one.category, count, inner=replace(one, id=f"{category}/maker/thing#{one.category}"))
        for one, count in brings
    )
    return replace(part(category, **values), provides=provides)


def priced(amount: float, currency: str, date: str) -> Part:
    """A part with one price."""
    return replace(part("gpu"), prices=(Price(amount, currency, "used", date, "https://example.org"),))


def sourced(read: str) -> Part:
    """A part with one source."""
    source = Source("https://example.org", "Data sheet", read=read)
    return replace(part("gpu", length_mm=267), sources={"length_mm": source})


def _slots(*electrical: int) -> list[dict[str, Any]]:
    return [
        {"id": f"S{n}", "position": n, "physical_lanes": 16, "electrical_lanes": lanes, "pcie_gen": 4, "root": "cpu0"}
        for n, lanes in enumerate(electrical, start=1)
    ]


def _ratings(*ratings: tuple[int, int, int]) -> list[dict[str, Any]]:
    return [{"volts_min": low, "volts_max": high, "watts": watts} for low, high, watts in ratings]


ROME: dict[str, Any] = {
    "socket": "SP3",
    "socket_count": 1,
    "cpu_support": [{"family": "epyc-7002"}, {"family": "epyc-7003"}],
}
WIDE = _ratings((100, 240, 1000))
SSI_BAY = part("chassis", psu_form_factors=["crps"], psu_bays=2, board_form_factors=["eeb"], rack_units=4)
SP3_BOARD = part("motherboard", socket="SP3", socket_count=2, form_factor="eeb", memory_generation="ddr4")
BOARD_WITH_TWO_SLOTS = part("motherboard", slots=_slots(16, 16))

GPUS = {
    "plugs_cover_the_board_power": planted(
        "gpu",
        {"board_power_w": 300},
        form_factor="pcie",
        board_power_w=220,
        aux_power=[{"connector": "pcie8", "count": 1}],
    ),
    "power_limits_stand_in_order": planted(
        "gpu", {"power_max_w": 250}, power_min_w=100, board_power_w=300, power_max_w=300
    ),
    "bandwidth_is_bus_times_rate": planted(
        "gpu", {"bandwidth_gb_s": 1536}, memory_type="GDDR6X", memory_gb=24, bandwidth_gb_s=936
    ),
    "bar_agrees_with_memory": planted("gpu", {"bar1_gib": 24}, memory_gb=24, bar1_gib=32),
    "lanes_fit_the_edge": planted("nic", {"pcie_lanes": 16}, pcie_lanes=8, connector_lanes=8),
    "size_is_plausible": planted("gpu", {"slot_width": 1}, slot_width=2, board_power_w=300, cooling="passive"),
    "modules_have_no_edge_and_no_plugs": planted("gpu", {"connector_lanes": 16}, form_factor="sxm4", aux_power=[]),
    "link_between_gpus_agrees_with_chip_and_form": planted(
        "gpu", {"architecture": "ada"}, nvlink_type="nvlink3-ampere-1", architecture="ampere", form_factor="pcie"
    ),
    "bridge_joins_links_that_exist": planted(
        "nvlink-bridge", {"nvlink_types": ["nvlink3-amper-1"]}, nvlink_types=["nvlink3-ampere-1"]
    ),
    "chip_maker_and_targets_agree_with_architecture": planted(
        "gpu", {"cuda_compute": 8.9}, vendor="nvidia", architecture="ampere", cuda_compute=8.6
    ),
    "link_generation_agrees_with_architecture": planted("gpu", {"pcie_gen": 5}, architecture="ada", pcie_gen=4),
    "compute_capability_agrees_with_memory": planted(
        "gpu", {"memory_type": "GDDR6"}, cuda_compute=8, memory_type="HBM2e"
    ),
    "drivers_know_the_card": planted("gpu", {"min_driver": 450}, architecture="blackwell", min_driver=570),
    "name_tells_the_architecture": planted(
        "gpu", {"architecture": "ampere"}, "NVIDIA GeForce RTX 4090", architecture="ada"
    ),
    "block_is_for_cards_of_its_form": Planted(
        part("gpu-block", form_factor="pcie", pcb_ids=["a100"]),
        part("gpu-block", form_factor="sxm4", pcb_ids=["a100"]),
        (part("gpu", form_factor="pcie", pcb_id="a100"),),
    ),
    "cards_of_one_chip_agree": Planted(
        part("gpu", chip="ga102", cuda_compute=8.6),
        part("gpu", chip="ga102", cuda_compute=8.9),
        (replace(part("gpu", chip="ga102", cuda_compute=8.6), id="gpu/maker/other"),),
    ),
}

PROCESSORS = {
    "socket_agrees_with_family": planted("cpu", {"socket": "SP5"}, family="epyc-7003", socket="SP3"),
    "memory_and_lanes_agree_with_family": planted(
        "cpu", {"pcie_lanes": 256}, family="epyc-7003", socket="SP3", pcie_lanes=128, memory_generations=["ddr4"]
    ),
    "name_tells_the_sockets": planted("cpu", {"max_sockets": 2}, "AMD EPYC 7402P", max_sockets=1),
    "tdp_is_within_the_highest_power": planted("cpu", {"max_power_w": 200}, tdp_w=225, max_power_w=240),
    "largest_module_is_within_the_most_memory": planted(
        "cpu", {"module_max_gib": 256}, memory_max_gib=128, module_max_gib=32
    ),
    "modules_suit_the_socket": planted("cpu", {"module_types": ["udimm"]}, socket="SP3", module_types=["rdimm"]),
}

BOARDS = {
    "slots_and_ports_stay_within_the_processors_lanes": planted(
        "motherboard", {"slots": _slots(16, 16, 16, 16, 16, 16, 16, 16, 16)}, **ROME, slots=_slots(16, 16, 16)
    ),
    "devices_stay_within_the_roots_lanes": planted(
        "motherboard",
        {"roots": [{"id": "pch", "lanes": 2}]},
        roots=[{"id": "pch", "lanes": 8}],
        ports=[{"id": "M2", "type": "m2", "lanes": 4, "root": "pch"}],
    ),
    "roots_exist": planted("motherboard", {"socket_count": 0}, socket_count=1, slots=_slots(16)),
    "slots_fit_the_form": planted(
        "motherboard", {"slots": _slots(16, 16, 16, 16, 16)}, form_factor="micro-atx", slots=_slots(16, 16)
    ),
    "size_agrees_with_form": planted("motherboard", {"depth_mm": 330}, form_factor="atx", width_mm=305, depth_mm=244),
    "slots_are_wired_as_they_could_be": planted("motherboard", {"slots": _slots(32)}, slots=_slots(16)),
    "links_are_no_faster_than_their_root": planted(
        "motherboard", {"cpu_support": [{"family": "epyc-7001"}]}, **ROME, slots=_slots(16)
    ),
    "chipset_hangs_as_it_always_does": planted(
        "motherboard",
        {"chipset": "b550"},
        chipset="x570",
        roots=[{"id": "pch", "uplink_root": "cpu0", "uplink_lanes": 4, "uplink_gen": 4}],
    ),
    "atx_boards_have_the_main_plug": planted(
        "motherboard",
        {"power_inputs": [{"connector": "eps8", "count": 2}]},
        power_standard="atx",
        power_inputs=[{"connector": "atx24", "count": 1}, {"connector": "eps8", "count": 2}],
    ),
    "board_feeds_the_families_it_lists": Planted(
        part("motherboard", max_cpu_tdp_w=280, cpu_support=[{"family": "epyc-7003"}]),
        part("motherboard", max_cpu_tdp_w=120, cpu_support=[{"family": "epyc-7003"}]),
        (part("cpu", family="epyc-7003", tdp_w=155),),
    ),
    "board_takes_no_more_memory_than_its_processors": Planted(
        part("motherboard", **ROME, memory_max_gib=4096),
        part("motherboard", **ROME, memory_max_gib=8192),
        (
            part("cpu", family="epyc-7002", socket="SP3", memory_max_gib=4096),
            replace(part("cpu", family="epyc-7003", socket="SP3", memory_max_gib=4096), id="cpu/maker/other"),
        ),
    ),
    "memory_speed_is_of_its_generation": planted(
        "cpu", {"memory_mts": 4800}, memory_generations=["ddr4"], memory_mts=3200
    ),
    "ports_carry_what_their_kind_can": planted(
        "motherboard",
        {"ports": [{"id": "M2", "type": "m2", "lanes": 8}]},
        ports=[{"id": "M2", "type": "m2", "lanes": 4}],
    ),
    "memory_slots_are_shared_out_evenly": planted(
        "motherboard", {"dimm_slots": 12}, dimm_slots=16, channels_per_cpu=8, socket_count=2
    ),
    "memory_sums_up": planted(
        "motherboard", {"memory_max_gib": 4096}, memory_max_gib=2048, max_module_gib=256, dimm_slots=8
    ),
    "socket_agrees_with_memory_chipset_and_processors": planted(
        "motherboard", {"memory_generation": "ddr5"}, **ROME, memory_generation="ddr4"
    ),
    "channels_stay_within_the_processors": planted("motherboard", {"channels_per_cpu": 12}, **ROME, channels_per_cpu=8),
    "modules_suit_the_boards_socket": planted(
        "motherboard", {"module_types": ["rdimm"]}, socket="AM5", module_types=["udimm"]
    ),
    "memory_speeds_fall_with_modules": planted(
        "motherboard",
        {"memory_speed": [{"modules_per_channel": 1, "mts": 2666}, {"modules_per_channel": 2, "mts": 3200}]},
        memory_speed=[{"modules_per_channel": 1, "mts": 3200}, {"modules_per_channel": 2, "mts": 2666}],
    ),
}

SUPPLIES = {
    "low_line_watts_stay_below_high_line": planted(
        "psu",
        {"ratings": _ratings((100, 127, 2000), (200, 240, 1600))},
        ratings=_ratings((100, 127, 1000), (200, 240, 1600)),
    ),
    "ratings_do_not_overlap": planted(
        "psu",
        {"ratings": _ratings((100, 200, 1000), (200, 240, 1600))},
        ratings=_ratings((100, 199, 1000), (200, 240, 1600)),
    ),
    "low_line_watts_fit_a_wall_socket": planted("psu", {"ratings": _ratings((100, 240, 2400))}, ratings=WIDE),
    "mains_voltages_exist": planted("psu", {"ratings": _ratings((10, 240, 1000))}, ratings=WIDE),
    "inlet_carries_the_watts": planted("psu", {"ratings": _ratings((200, 240, 2600))}, inlet="c14", ratings=WIDE),
    "outputs_are_plausible_for_the_watts": planted(
        "psu",
        {"outputs": [{"connector": "pcie16", "count": 6}]},
        ratings=WIDE,
        outputs=[{"connector": "pcie16", "count": 2}],
    ),
    "sixteen_pin_came_with_atx_3": planted(
        "psu", {"atx_version": "2.x"}, atx_version="3.0", outputs=[{"connector": "pcie16", "count": 1}]
    ),
    "form_agrees_with_size_and_watts": planted(
        "psu", {"length_mm": 160}, form_factor="sfx", length_mm=100, ratings=WIDE
    ),
    "twelve_volts_alone_have_no_24_pin": planted(
        "psu", {"outputs": [{"connector": "atx24", "count": 1}]}, twelve_volt_only=True, outputs=[]
    ),
    "redundant_module_tells_its_efficiency": planted(
        "psu", {"efficiency": None}, redundant=True, efficiency="titanium"
    ),
    "adapter_carries_no_more_than_its_plugs": planted(
        "cable", {"watts": 600}, input="pcie8", input_count=2, output="pcie16", output_count=1, watts=300
    ),
    "watts_stay_within_volt_amperes": planted("ups", {"watts": 1600}, watts=1000, va=1500),
    "plug_feeds_the_ups": planted("ups", {"watts": 2700}, watts=1000, input_plug="NEMA 5-15P"),
    "continuous_current_stays_within_the_rated": planted("pdu", {"continuous_a": 30}, rated_a=20, continuous_a=16),
    "plug_agrees_with_the_voltage": planted("pdu", {"volts": 208}, input_plug="NEMA L5-20P", volts=120),
}

MEMORY_AND_DRIVES = {
    "size_was_ever_made": planted(
        "memory", {"capacity_gib": 128}, generation="ddr4", module_type="udimm", capacity_gib=32
    ),
    "speed_is_plausible_for_the_generation": planted(
        "memory", {"speed_mts": 4800}, generation="ddr4", module_type="rdimm", speed_mts=3200
    ),
    "ecc_agrees_with_the_module": planted("memory", {"ecc": False}, module_type="rdimm", ecc=True),
    "module_exists_in_its_generation": planted(
        "memory", {"generation": "ddr4"}, generation="ddr5", module_type="mrdimm"
    ),
    "form_protocol_and_lanes_agree": planted("storage", {"protocol": "sata"}, form="u2", protocol="nvme"),
    "disks_do_not_spin_on_m2": planted("storage", {"form": "m2-2280"}, form="hdd35", rotating=True, protocol="sata"),
    "reading_stays_within_the_link": planted("storage", {"pcie_gen": 3}, pcie_gen=4, pcie_lanes=4, read_mb_s=7000),
}

NETWORKS_AND_ADAPTERS = {
    "ports_run_at_a_speed_of_their_cage": planted(
        "switch",
        {"ports": [{"form": "sfp+", "gbps": 100, "count": 4}]},
        ports=[{"form": "sfp+", "gbps": 10, "count": 4}],
    ),
    "transceiver_runs_at_a_speed_of_its_form": planted("transceiver", {"gbps": 400}, form="qsfp28", gbps=100),
    "network_cable_runs_at_a_speed_of_its_plug": planted("cable", {"gbps": 400}, network_form="qsfp28", gbps=100),
    "one_port_fits_the_link": planted(
        "nic",
        {"pcie_lanes": 4},
        pcie_gen=3,
        pcie_lanes=16,
        ports=[{"form": "qsfp28", "gbps": 100, "count": 1}],
    ),
    "adapter_gives_no_more_lanes_than_it_gets": planted(
        "riser", {"downstream": [{"lanes": 8, "count": 4}]}, host_lanes=16, downstream=[{"lanes": 8, "count": 2}]
    ),
    "bifurcation_sums_to_the_host_lanes": planted(
        "riser", {"required_bifurcation": "x8x8x8"}, host_lanes=16, required_bifurcation="x8x8"
    ),
    "carrier_has_lanes_for_its_connector": planted("carrier", {"host_lanes": 16}, host_connector="x8", host_lanes=8),
}

MACHINES = {
    "height_agrees_with_rack_units": planted("chassis", {"height_mm": 222}, rack_units=4, height_mm=177),
    "inside_is_smaller_than_outside": planted(
        "chassis",
        {"board_form_factors": ["eeb"]},
        width_mm=200,
        height_mm=310,
        depth_mm=320,
        board_form_factors=["atx"],
    ),
    "cards_fit_along_the_depth": planted("chassis", {"gpu_max_length_mm": 480}, gpu_max_length_mm=400, depth_mm=450),
    "cooler_fits_across_the_width": planted(
        "chassis", {"cpu_cooler_max_mm": 240}, kind="tower", cpu_cooler_max_mm=170, width_mm=230
    ),
    "rack_chassis_fits_a_rack": planted("chassis", {"width_mm": 560}, rack_units=4, width_mm=430),
    "expansion_slots_suit_the_boards": planted(
        "chassis", {"expansion_slots": 4}, board_form_factors=["atx"], expansion_slots=7
    ),
    "cards_are_of_a_plausible_length": planted("chassis", {"gpu_max_length_mm": 3300}, gpu_max_length_mm=330),
    "kind_agrees_with_fans_and_radiator": planted("cpu-cooler", {"fan_count": 2}, kind="passive", fan_count=0),
    "cooler_fits_all_twins_of_its_sockets": planted("cpu-cooler", {"sockets": ["TR4"]}, sockets=["TR4", "sTRX4"]),
    "mount_is_told_only_where_there_are_two": planted(
        "cpu-cooler", {"sockets": ["AM5"]}, sockets=["LGA3647"], socket_mount="narrow"
    ),
    "height_is_plausible": planted("cpu-cooler", {"height_mm": 1650}, height_mm=165),
    "bundled_supplies_fit_the_bundled_chassis": Planted(
        bundle("server", (SSI_BAY, 1), (part("psu", form_factor="crps"), 2)),
        bundle("server", (SSI_BAY, 1), (part("psu", form_factor="atx"), 2)),
    ),
    "bundled_board_fits_the_bundled_chassis": Planted(
        bundle("server", (SSI_BAY, 1), (SP3_BOARD, 1)),
        bundle("server", (SSI_BAY, 1), (part("motherboard", form_factor="proprietary"), 1)),
    ),
    "bundled_coolers_and_processors_match_the_board": Planted(
        bundle("server", (SP3_BOARD, 1), (part("cpu-cooler", sockets=["SP3"]), 2)),
        bundle("server", (SP3_BOARD, 1), (part("cpu-cooler", sockets=["SP5"]), 2)),
    ),
    "gpu_positions_have_their_slots": Planted(
        bundle("server", (BOARD_WITH_TWO_SLOTS, 1), gpu_positions=2),
        bundle("server", (BOARD_WITH_TWO_SLOTS, 1), gpu_positions=4),
    ),
    "rack_units_agree_with_the_chassis": Planted(
        bundle("server", (SSI_BAY, 1), rack_units=4), bundle("server", (SSI_BAY, 1), rack_units=2)
    ),
    "block_is_thinner_than_the_card_was": planted("gpu-block", {"slot_width": 3}, kind="water", slot_width=1),
    "fan_is_plausible": planted("fan", {"size_mm": 12}, size_mm=120, rpm=2000, cfm=60, power_w=1.7),
    "radiator_takes_whole_fans": planted("radiator", {"fan_mm": 12}, fan_mm=120, fan_positions=3),
    "radiators_fit_inside": planted(
        "chassis",
        {"radiator_mounts": [{"fan_mm": 140, "count": 4}]},
        width_mm=230,
        height_mm=460,
        depth_mm=450,
        radiator_mounts=[{"fan_mm": 120, "count": 3}],
    ),
}

EVERY_PART = {
    "id_is_lower_case_with_hyphens": Planted(part("gpu"), replace(part("gpu"), id="gpu/maker/RTX_3090")),
    "name_tells_the_figure": planted("gpu", {"memory_gb": 12}, "GeForce RTX 3090 24GB", memory_gb=24),
    "folder_agrees_with_maker": Planted(part("gpu"), replace(part("gpu"), maker="Another Maker")),
    "prices_are_dated_and_positive": Planted(priced(700, "USD", "2026-10-01"), priced(700, "USD", "2027-10-01")),
    "sources_were_read_before_today": Planted(sourced("2026-11-22"), sourced("2026-12-24")),
    "unknown_facts_are_not_known": Planted(
        part("gpu", length_mm=267), replace(part("gpu", length_mm=267), unknown=frozenset({"length_mm"}))
    ),
}

PLANTED = GPUS | PROCESSORS | BOARDS | SUPPLIES | MEMORY_AND_DRIVES | NETWORKS_AND_ADAPTERS | MACHINES | EVERY_PART

# Checks that look at more than one thing: a fault for each of the others.
FURTHER: tuple[tuple[str, Planted], ...] = (
    (
        "plugs_cover_the_board_power",
        planted("gpu", {"power_max_w": 100}, form_factor="pcie", power_max_w=75, aux_power=[]),
    ),
    (
        "plugs_cover_the_board_power",
        planted(
            "gpu",
            {"board_power_w": 450},
            board_power_w=350,
            aux_power_most=[{"connector": "pcie8", "count": 2}],
        ),
    ),
    ("power_limits_stand_in_order", planted("gpu", {"idle_w": 400}, idle_w=20, board_power_w=300)),
    ("bandwidth_is_bus_times_rate", planted("gpu", {"memory_gb": 11.5}, memory_type="GDDR6X", memory_gb=12)),
    ("bandwidth_is_bus_times_rate", planted("gpu", {"memory_type": "GDDR9"}, memory_type="GDDR6")),
    ("bar_agrees_with_memory", planted("gpu", {"bar1_gib": 64}, memory_gb=24, bar1_gib=0.25)),
    ("size_is_plausible", planted("gpu", {"length_mm": 30}, length_mm=300)),
    (
        "modules_have_no_edge_and_no_plugs",
        planted("gpu", {"aux_power": [{"connector": "eps8", "count": 1}]}, form_factor="oam", aux_power=[]),
    ),
    ("link_between_gpus_agrees_with_chip_and_form", planted("gpu", {"nvlink_gb_s": 600}, nvlink_type="none")),
    ("chip_maker_and_targets_agree_with_architecture", planted("gpu", {"gfx": "gfx1100"}, vendor="nvidia")),
    (
        "chip_maker_and_targets_agree_with_architecture",
        planted("gpu", {"cuda_compute": None}, vendor="nvidia", architecture="ada", cuda_compute=8.9),
    ),
    ("drivers_know_the_card", planted("gpu", {"last_driver": None}, architecture="pascal", last_driver=580)),
    (
        "memory_and_lanes_agree_with_family",
        planted("cpu", {"memory_generations": ["ddr5"]}, family="epyc-7003", socket="SP3", memory_generations=["ddr4"]),
    ),
    ("name_tells_the_sockets", planted("cpu", {"max_sockets": 1}, "Intel Xeon E5-2680 v4", max_sockets=2)),
    ("modules_suit_the_socket", planted("cpu", {"module_types": ["lrdimm"]}, socket="AM5", module_types=["udimm"])),
    (
        "slots_and_ports_stay_within_the_processors_lanes",
        planted("motherboard", {"cpu_lanes": 160}, **ROME, cpu_lanes=128, slots=_slots(16)),
    ),
    (
        "slots_and_ports_stay_within_the_processors_lanes",
        planted(
            "motherboard",
            {"lane_sharing": []},
            cpu_lanes=16,
            slots=_slots(16, 8),
            lane_sharing=[{"when": ["S2"], "affects": "S1", "lanes": 8}],
        ),
    ),
    (
        "roots_exist",
        planted("motherboard", {"roots": []}, roots=[{"id": "switch0"}], ports=[{"id": "P", "root": "switch0"}]),
    ),
    (
        "slots_fit_the_form",
        planted(
            "motherboard",
            {"slots": [{"id": "A", "position": 1}, {"id": "B", "position": 1}]},
            slots=[{"id": "A", "position": 1}, {"id": "B", "position": 2}],
        ),
    ),
    (
        "slots_are_wired_as_they_could_be",
        planted(
            "motherboard",
            {"slots": [{"id": "A", "electrical_lanes": 8, "bifurcation": ["x8x8"]}]},
            slots=[{"id": "A", "electrical_lanes": 16, "bifurcation": ["x8x8"]}],
        ),
    ),
    (
        "links_are_no_faster_than_their_root",
        planted("motherboard", {"chipset": "b450"}, chipset="x570", ports=[{"id": "M2", "pcie_gen": 4, "root": "pch"}]),
    ),
    ("memory_sums_up", planted("motherboard", {"max_module_gib": 256}, memory_max_gib=128, max_module_gib=32)),
    (
        "socket_agrees_with_memory_chipset_and_processors",
        planted("motherboard", {"chipset": "z790"}, socket="AM5", chipset="x670e"),
    ),
    (
        "socket_agrees_with_memory_chipset_and_processors",
        planted("motherboard", {"cpu_support": [{"family": "epyc-9004"}]}, **ROME),
    ),
    (
        "modules_suit_the_boards_socket",
        planted("motherboard", {"module_types": ["udimm"]}, socket="SP5", module_types=["rdimm"]),
    ),
    (
        "outputs_are_plausible_for_the_watts",
        planted("psu", {"outputs": [{"connector": "pcie8", "count": 30}]}, ratings=WIDE),
    ),
    ("form_agrees_with_size_and_watts", planted("psu", {"form_factor": "tfx"}, form_factor="atx", ratings=WIDE)),
    ("watts_stay_within_volt_amperes", planted("ups", {"watts": 300}, watts=1000, va=1500)),
    (
        "continuous_current_stays_within_the_rated",
        planted("pdu", {"rated_a": 30}, rated_a=20, input_plug="NEMA L6-20P"),
    ),
    ("size_was_ever_made", planted("memory", {"kit_modules": 5}, kit_modules=4)),
    ("speed_is_plausible_for_the_generation", planted("memory", {"jedec_mts": 3600}, jedec_mts=3200, speed_mts=3200)),
    ("form_protocol_and_lanes_agree", planted("storage", {"pcie_lanes": 8}, form="u2", protocol="nvme", pcie_lanes=4)),
    ("reading_stays_within_the_link", planted("storage", {"read_mb_s": 3500}, protocol="sata", read_mb_s=560)),
    (
        "adapter_gives_no_more_lanes_than_it_gets",
        planted("riser", {"host_connector": "x8"}, host_connector="x16", host_connector_count=1, host_lanes=16),
    ),
    ("rack_chassis_fits_a_rack", planted("chassis", {"cpu_cooler_max_mm": 160}, rack_units=2, cpu_cooler_max_mm=64)),
    ("kind_agrees_with_fans_and_radiator", planted("cpu-cooler", {"radiator_fans": 3}, kind="air", fan_count=1)),
    (
        "bundled_supplies_fit_the_bundled_chassis",
        Planted(
            bundle("server", (SSI_BAY, 1), (part("psu", form_factor="crps"), 2)),
            bundle("server", (SSI_BAY, 1), (part("psu", form_factor="crps"), 3)),
        ),
    ),
    (
        "bundled_coolers_and_processors_match_the_board",
        Planted(
            bundle("server", (SP3_BOARD, 1), (part("cpu", socket="SP3"), 2), (part("memory", generation="ddr4"), 8)),
            bundle("server", (SP3_BOARD, 1), (part("cpu", socket="SP3"), 2), (part("memory", generation="ddr5"), 8)),
        ),
    ),
    (
        "bundled_coolers_and_processors_match_the_board",
        Planted(
            bundle("server", (SP3_BOARD, 1), (part("cpu", socket="SP3"), 2)),
            bundle("server", (SP3_BOARD, 1), (part("cpu", socket="SP3"), 3)),
        ),
    ),
    ("id_is_lower_case_with_hyphens", Planted(part("gpu"), replace(part("gpu"), id="gpu/thing"))),
    ("prices_are_dated_and_positive", Planted(priced(700, "USD", "2026-10-01"), priced(0, "USD", "2026-10-01"))),
    ("prices_are_dated_and_positive", Planted(priced(700, "USD", "2026-10-01"), priced(700, "USD", "last summer"))),
    ("prices_are_dated_and_positive", Planted(priced(700, "USD", "2026-10-01"), priced(700, "dollars", "2026-10-01"))),
)

EVERY_PLANTED = (*PLANTED.items(), *FURTHER)
