"""What real machines say of themselves: excerpts of public reports, shortened to the lines that are read.

Those of linuxhw (DMI, LsPCI) are under CC BY 4.0.
"""

from __future__ import annotations


def _module(locator: str, number: str, size: str, detail: str, speed: int, widths: tuple[int, int] = (72, 64)) -> str:
    return f"""
Handle 0x1100, DMI type 17, 40 bytes
Memory Device
\tTotal Width: {widths[0]} bits
\tData Width: {widths[1]} bits
\tSize: {size}
\tForm Factor: DIMM
\tLocator: {locator}
\tType: DDR4
\tType Detail: {detail}
\tSpeed: {speed} MT/s
\tPart Number: {number}
\tRank: 2
\tConfigured Memory Speed: 1866 MT/s
"""


def _processor(version: str, upgrade: str) -> str:
    return f"""
Handle 0x0400, DMI type 4, 42 bytes
Processor Information
\tType: Central Processor
\tID: F1 06 04 00 FF FB EB BF
\tFlags:
\t\tFPU (Floating-point unit on-chip)
\tVersion: {version}
\tStatus: Populated, Enabled
\tUpgrade: Socket {upgrade}
\tPart Number: Not Specified
"""


def _slot(name: str, kind: str) -> str:
    return f"""
Handle 0x0900, DMI type 9, 17 bytes
System Slot Information
\tDesignation: {name}
\tType: {kind}
\tCurrent Usage: Available
\tLength: Long
"""


EMPTY_MODULE = """
Handle 0x1104, DMI type 17, 40 bytes
Memory Device
\tTotal Width: Unknown
\tSize: No Module Installed
\tForm Factor: Unknown
\tLocator: A5
\tType: Unknown
\tPart Number: NO DIMM
"""

# https://github.com/linuxhw/DMI Server/Dell/PowerEdge/PowerEdge R730/C298E26CCF11
POWEREDGE_R730 = (
    """# dmidecode 3.4
Getting SMBIOS data from sysfs.
SMBIOS 2.8 present.

Handle 0x0100, DMI type 1, 27 bytes
System Information
\tManufacturer: Dell Inc.
\tProduct Name: PowerEdge R730
\tVersion: Not Specified

Handle 0x0200, DMI type 2, 8 bytes
Base Board Information
\tManufacturer: Dell Inc.
\tProduct Name: 0WCJNT
\tVersion: A04
"""
    + 2 * _processor("Intel(R) Xeon(R) CPU E5-2698 v4 @ 2.20GHz", "LGA2011-3")
    + _slot("PCIe Slot 1", "x8 PCI Express 3 x16")
    + _slot("PCIe Slot 4", "x16 PCI Express 3")
    + "".join(
        _module(f"A{place}", "36ASF4G72PZ-2G6E1 ", "32 GB", "Synchronous Registered (Buffered)", 2666)
        for place in range(1, 5)
    )
    + EMPTY_MODULE
)

# https://github.com/linuxhw/DMI Server/Supermicro/AS/AS -4124GS-TNR/7104941B4991
AS_4124GS_TNR = (
    """# dmidecode 3.2
Getting SMBIOS data from sysfs.

Handle 0x0001, DMI type 1, 27 bytes
System Information
\tManufacturer: Supermicro
\tProduct Name: AS -4124GS-TNR
\tVersion: 0123456789

Handle 0x0002, DMI type 2, 15 bytes
Base Board Information
\tManufacturer: Supermicro
\tProduct Name: H12DSG-O-CPU
\tVersion: 1.01A
"""
    + 2 * _processor("AMD EPYC 7763 64-Core Processor                ", "SP3")
)

# https://github.com/linuxhw/DMI Server/ASRockRack/ROMED8/ROMED8-2T/B6726EAB97FE and, of the same machine,
# https://github.com/linuxhw/LsPCI
ROMED8_2T = (
    """# dmidecode 3.2

Handle 0x0001, DMI type 1, 27 bytes
System Information
\tManufacturer: To Be Filled By O.E.M.
\tProduct Name: To Be Filled By O.E.M.

Handle 0x0002, DMI type 2, 15 bytes
Base Board Information
\tManufacturer: ASRockRack
\tProduct Name: ROMED8-2T
"""
    + _slot("Slot 1", "32-bit PCI Express x1")
    + _processor("AMD EPYC 7313P 16-Core Processor               ", "SP3")
    + 4 * _module("DIMM 0", "HMA84GL7AMR4N-TF    ", "32 GB", "Synchronous Registered (Buffered) LRDIMM", 2133)
    + """
00:00.0 Host bridge [0600]: Advanced Micro Devices, Inc. [AMD] Starship/Matisse Root Complex [1022:1480]
\tDeviceName: Device 3
\tSubsystem: ASRock Incorporation Starship/Matisse Root Complex [1849:1480]

00:03.1 PCI bridge [0604]: Advanced Micro Devices, Inc. [AMD] Starship/Matisse GPP Bridge [1022:1483] (prog-if 00)
\t\tLnkSta:\tSpeed 16GT/s (ok), Width x8 (ok)

42:00.0 Ethernet controller [0200]: Intel Corporation Ethernet Controller 10G X550T [8086:1563] (rev 01)
\tSubsystem: ASRock Incorporation Ethernet Controller 10G X550T [1849:1563]

42:00.1 Ethernet controller [0200]: Intel Corporation Ethernet Controller 10G X550T [8086:1563] (rev 01)
\tSubsystem: ASRock Incorporation Ethernet Controller 10G X550T [1849:1563]

43:00.0 USB controller [0c03]: ASMedia Technology Inc. ASM2142 USB 3.1 Host Controller [1b21:2142] (prog-if 30 [XHCI])

44:00.0 PCI bridge [0604]: ASPEED Technology, Inc. AST1150 PCI-to-PCI Bridge [1a03:1150] (rev 04)

46:00.0 VGA compatible controller [0300]: NVIDIA Corporation Device [10de:24b0] (rev a1) (prog-if 00 [VGA controller])
\tSubsystem: NVIDIA Corporation Device [10de:14ad]
"""
)

# https://github.com/linuxhw/DMI Server/Supermicro/SYS-4028/SYS-4028GR-TR/9D0DC8353202 and, of the same machine,
# https://github.com/linuxhw/LsPCI
SYS_4028GR_TR = (
    """# dmidecode 3.3

Handle 0x0001, DMI type 1, 27 bytes
System Information
\tManufacturer: Supermicro
\tProduct Name: SYS-4028GR-TR

Handle 0x0002, DMI type 2, 15 bytes
Base Board Information
\tManufacturer: Supermicro
\tProduct Name: X10DRG-O+-CPU
"""
    + _slot("CPU2 SLOT1", "x16 PCI Express 3 x16")
    + _slot("CPU2 SLOT5", "x8 PCI Express 3 x8")
    + _module("P1_DIMMA1", "36ASF4G72PZ-2G1B    ", "32 GB", "Synchronous", 2133, (72, 72))
    + _module("P2_DIMMH2", "M393A2G40DB0-CPB    ", "16 GB", "Synchronous", 2133, (72, 72))
    + EMPTY_MODULE
    + 2 * _processor("Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz", "LGA2011-3")
    + """
05:00.0 VGA compatible controller [0300]: NVIDIA Corporation GM200 [GeForce GTX TITAN X] [10de:17c2] (rev a1)
\tSubsystem: NVIDIA Corporation GM200 [GeForce GTX TITAN X] [10de:1132]
\t\tLnkCap:\tPort #16, Speed 8GT/s, Width x16, ASPM not supported
\t\tLnkSta:\tSpeed 2.5GT/s (downgraded), Width x16 (ok)

05:00.1 Audio device [0403]: NVIDIA Corporation GM200 High Definition Audio [10de:0fb0] (rev a1)

06:00.0 PCI bridge [0604]: PLX Technology, Inc. PEX 8747 48-Lane, 5-Port PCI Express Gen 3 (8.0 GT/s) Switch [10b5:8747]
"""
)

# https://github.com/linuxhw/LsPCI Server/Supermicro/SYS-4029/SYS-4029GP-TRT/E456D1C2E64A
SYS_4029GP_TRT = """
3d:00.0 VGA compatible controller [0300]: NVIDIA Corporation TU106 [GeForce RTX 2070] [10de:1f02] (rev a1)
\tSubsystem: ASUSTeK Computer Inc. TU106 [GeForce RTX 2070] [1043:8679]
\t\tLnkCap:\tPort #8, Speed 8GT/s, Width x16, ASPM L0s L1, Exit Latency L0s <512ns, L1 <16us
\t\tLnkSta:\tSpeed 2.5GT/s (downgraded), Width x16 (ok)

3d:00.1 Audio device [0403]: NVIDIA Corporation TU106 High Definition Audio Controller [10de:10f9] (rev a1)
3d:00.2 USB controller [0c03]: NVIDIA Corporation TU106 USB 3.1 Host Controller [10de:1ada] (rev a1)

3e:00.0 VGA compatible controller [0300]: NVIDIA Corporation TU106 [GeForce RTX 2070] [10de:1f02] (rev a1)
\tSubsystem: ASUSTeK Computer Inc. TU106 [GeForce RTX 2070] [1043:8679]
\t\tLnkCap:\tPort #16, Speed 8GT/s, Width x16, ASPM L0s L1, Exit Latency L0s <1us, L1 <4us
\t\tLnkSta:\tSpeed 8GT/s (ok), Width x16 (ok)
"""

# https://github.com/noonghunna/club-3090/pull/594
TWO_3090 = """# lspci -nnk | grep -A3 -i nvidia
05:00.0 VGA compatible controller [0300]: NVIDIA Corporation GA102 [GeForce RTX 3090] [10de:2204] (rev a1)
\tSubsystem: Gigabyte Technology Co., Ltd GA102 [GeForce RTX 3090] [1458:4043]
\tKernel driver in use: nvidia
05:00.1 Audio device [0403]: NVIDIA Corporation GA102 High Definition Audio Controller [10de:1aef] (rev a1)
\tSubsystem: Gigabyte Technology Co., Ltd GA102 High Definition Audio Controller [1458:4043]
--
0a:00.0 VGA compatible controller [0300]: NVIDIA Corporation GA102 [GeForce RTX 3090] [10de:2204] (rev a1)
\tSubsystem: Gigabyte Technology Co., Ltd GA102 [GeForce RTX 3090] [1458:4043]
\tKernel driver in use: nvidia
"""

# https://github.com/geerlingguy/raspberry-pi-pcie-devices/issues/504
RTX_4090_UNNAMED = """$ sudo lspci -vvvv
01:00.0 VGA compatible controller: NVIDIA Corporation Device 2684 (rev a1) (prog-if 00 [VGA controller])
\tSubsystem: Gigabyte Technology Co., Ltd Device 40bf
\tControl: I/O- Mem- BusMaster- SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR- FastB2B- DisINTx-
"""

# https://github.com/clbr/radeontop/pull/159
RX_7900 = (
    "03:00.0 VGA compatible controller [0300]: Advanced Micro Devices, Inc. [AMD/ATI] Navi 31 "
    "[Radeon RX 7900 XT/7900 XTX] [1002:744c] (rev c8)\n"
)

# https://github.com/geerlingguy/raspberry-pi-pcie-devices/issues/480
QUADRO_RTX = """01:00.0 VGA compatible controller: NVIDIA Corporation TU102GL [Quadro RTX 6000/8000] (rev a1)
\tSubsystem: NVIDIA Corporation Quadro RTX 8000
"""

# https://github.com/anderskm/gputil/issues/38
GTX_1080_TI_QUERIED = """==============NVSMI LOG==============

Timestamp                           : Wed Aug 12 20:36:37 2020
Driver Version                      : 442.92

Attached GPUs                       : 4
GPU 00000000:18:00.0
    Product Name                    : GeForce GTX 1080 Ti
    Product Brand                   : GeForce
    Driver Model
        Current                     : WDDM
        Pending                     : WDDM
    GPU UUID                        : GPU-95ef7c5d-fc11-835b-cd38-2020193cf8e0
    MultiGPU Board                  : No
    PCI
        Bus                         : 0x18
        Device Id                   : 0x1B0610DE
        Bus Id                      : 00000000:18:00.0
        Sub System Id               : 0x85EA1043
        GPU Link Info
            PCIe Generation
                Max                 : 3
                Current             : 1
            Link Width
                Max                 : 16x
                Current             : 8x
    Power Readings
        Power Limit                 : 200.00 W
        Default Power Limit         : 250.00 W
"""

# https://github.com/mchehab/rasdaemon/issues/64 and, for the shape of the tree, https://github.com/lyonel/lshw
LSHW_TREE = """{
  "id" : "box", "class" : "system", "product" : "To Be Filled By O.E.M.",
  "children" : [
    {
      "id" : "core", "class" : "bus", "description" : "Motherboard", "product" : "ROMED8-2T", "vendor" : "ASRockRack",
      "children" : [
        {
          "id" : "memory", "class" : "memory", "size" : 68719476736,
          "children" : [
            {
              "id" : "bank:0", "class" : "memory", "size" : 34359738368, "product" : "M393A4K40EB3-CWE",
              "description" : "DIMM DDR4 Synchronous Registered (Buffered) 3200 MHz (0.3 ns)"
            },
            { "id" : "bank:1", "class" : "memory", "description" : "[empty]" },
            {
              "id" : "bank:2", "class" : "memory", "size" : 34359738368, "product" : "M393A4K40EB3-CWE",
              "description" : "DIMM DDR4 Synchronous Registered (Buffered) 3200 MHz (0.3 ns)"
            }
          ]
        },
        { "id" : "cpu", "class" : "processor", "product" : "AMD EPYC 7402P 24-Core Processor" },
        {
          "id" : "pci:0", "class" : "bridge", "businfo" : "pci@0000:00:01.1",
          "children" : [
            {
              "id" : "display", "class" : "display", "businfo" : "pci@0000:01:00.0", "vendor" : "NVIDIA Corporation",
              "product" : "GA102 [GeForce RTX 3090] [10DE:2204]"
            },
            {
              "id" : "nvme", "class" : "storage", "businfo" : "pci@0000:02:00.0", "description" : "NVMe device",
              "vendor" : "Samsung Electronics Co Ltd", "product" : "Samsung SSD 990 PRO 2TB"
            }
          ]
        }
      ]
    }
  ]
}
"""
