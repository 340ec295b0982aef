"""Parts that are as odd as the catalog says: each with the reason why a check is wrong about it.

A stale entry fails the tests, so that no exception outlives its part or its fault.
"""

ONE_PLUG_OF_250_W = (
    "NVIDIA ships it with one PCIe 8-pin plug and asks for a cable that carries more: its power guidelines for "
    "workstation products (DA-07261-001) have a chapter on 250 W cards with a single such plug."
)
UNEVEN_CHANNELS = "More than one slot a channel and fewer than two: some of its channels have two, the others one."

LARGE_MEMORY_PROCESSORS = (
    "3 TB takes processors with an M or L in their names, which the catalog doesn't list; others address 1 TB at most."
)

EXCEPTIONS = {
    ("board_takes_no_more_memory_than_its_processors", "server/dell/poweredge-r740#motherboard"): (
        LARGE_MEMORY_PROCESSORS
    ),
    ("board_takes_no_more_memory_than_its_processors", "server/dell/poweredge-t640#motherboard"): (
        LARGE_MEMORY_PROCESSORS
    ),
    ("board_takes_no_more_memory_than_its_processors", "server/hpe/proliant-dl380-gen10#motherboard"): (
        LARGE_MEMORY_PROCESSORS
    ),
    ("slots_and_ports_stay_within_the_processors_lanes", "motherboard/supermicro/x11dpg-qt"): (
        "SLOT11 hangs on the second processor's chipset link, whose four lanes are free and not among its 48."
    ),
    ("plugs_cover_the_board_power", "gpu/nvidia/quadro-gv100"): ONE_PLUG_OF_250_W,
    ("plugs_cover_the_board_power", "gpu/nvidia/rtx-a5000"): ONE_PLUG_OF_250_W,
    ("plugs_cover_the_board_power", "gpu/nvidia/rtx-a5500"): ONE_PLUG_OF_250_W,
    ("bandwidth_is_bus_times_rate", "gpu/nvidia/cmp-170hx"): (
        "The A100's board and bus for mining: all stacks work, but the firmware shows 8 GB of them."
    ),
    ("size_agrees_with_form", "motherboard/asrock-rack/romed4id-2t"): (
        "ASRock Rack's “Deep Mini-ITX”: the width, the holes and the slot of Mini-ITX on a board of 208 mm."
    ),
    ("memory_slots_are_shared_out_evenly", "motherboard/asrock-rack/sienad8-2l2t"): UNEVEN_CHANNELS,
    ("memory_slots_are_shared_out_evenly", "motherboard/asrock-rack/sienad8ud3"): UNEVEN_CHANNELS,
    ("memory_slots_are_shared_out_evenly", "motherboard/supermicro/x11dpg-qt"): UNEVEN_CHANNELS,
    ("memory_slots_are_shared_out_evenly", "server/asus/esc4000-g4#motherboard"): UNEVEN_CHANNELS,
    ("memory_slots_are_shared_out_evenly", "server/hpe/proliant-dl380a-gen11#motherboard"): UNEVEN_CHANNELS,
    ("socket_agrees_with_memory_chipset_and_processors", "motherboard/huananzhi/x99-t8d"): (
        "A few Xeon E5 v3 models kept their DDR3 controller; this board is made for those."
    ),
    ("radiator_takes_whole_fans", "radiator/generic/150mm"): (
        "Stands for what an owner wrote; its note says that no such radiator is made."
    ),
    ("kind_agrees_with_fans_and_radiator", "motherboard/minisforum/bd790i#cpu-cooler"): (
        "The heatsink is made for a fan that the buyer adds."
    ),
    ("kind_agrees_with_fans_and_radiator", "motherboard/minisforum/bd795i-se#cpu-cooler"): (
        "The heatsink is made for a fan that the buyer adds."
    ),
}
