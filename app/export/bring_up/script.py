"""The bring-up pack's shell script: are the links as wide and as fast as the placement says?

It reads sysfs as any user, changes nothing unless told to set power limits, and exits 1 when a link is narrower or
missing.  Speed at rest says little, since cards slow their links down: the script reads the fastest that the device and
the port above it can do, and says when the link runs slower than that now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.export.bring_up.pack import Expected, Limit, Pack

# SYSFS and NVIDIA_SMI can be set from outside, so that the script can be tried without the machine.
HEAD = r"""
set -eu
: "${SYSFS:=/sys}" "${NVIDIA_SMI:=nvidia-smi}"
bad=0

gen_of() {  # "16.0 GT/s PCIe" -> 4
    case "$1" in
        2.5*) echo 1 ;; 5*) echo 2 ;; 8*) echo 3 ;; 16*) echo 4 ;; 32*) echo 5 ;; 64*) echo 6 ;; *) echo 0 ;;
    esac
}

field() { cat "$1" 2>/dev/null || echo unknown; }

links() {  # links CLASS VENDOR: address, lanes now, fastest generation of device and port, generation now
    for device in "$SYSFS"/bus/pci/devices/*; do
        [ -r "$device/current_link_width" ] || continue
        case "$(field "$device/class")" in "$1"*) ;; *) continue ;; esac
        case "$(field "$device/vendor")" in "${2:-0x}"*) ;; *) continue ;; esac
        own=$(gen_of "$(field "$device/max_link_speed")")
        port=$(gen_of "$(field "$(dirname "$(readlink -f "$device")")/max_link_speed")")
        best=$own
        if [ "$port" -gt 0 ] && [ "$port" -lt "$own" ]; then best=$port; fi
        now=$(gen_of "$(field "$device/current_link_speed")")
        echo "${device##*/} $(field "$device/current_link_width") $best $now"
    done
}

expect() {  # expect WHAT CLASS VENDOR "LANES GEN" ...: one argument for each device, the widest and fastest first
    what=$1 class=$2 vendor=$3
    shift 3
    found=$(links "$class" "$vendor" | sort -k2,2nr -k3,3nr -k1,1)
    count=$(printf '%s' "$found" | grep -c . || true)
    if [ "$count" -ne "$#" ]; then
        echo "DIFFERS $what: $count found, $# expected"
        bad=1
    fi
    for wanted in "$@"; do
        line=$(printf '%s\n' "$found" | head -n 1)
        found=$(printf '%s\n' "$found" | tail -n +2)
        [ -n "$line" ] || continue
        set -f
        # shellcheck disable=SC2086
        compare "$what" $line $wanted
        set +f
    done
}

compare() {  # compare WHAT ADDRESS LANES BEST NOW WANTED_LANES WANTED_GEN
    if [ "$3" != "$6" ] || [ "$4" -lt "$7" ]; then
        echo "DIFFERS $1 at $2: x$3, at best Gen $4; expected x$6 Gen $7"
        bad=1
    elif [ "$5" -lt "$7" ]; then
        echo "ok      $1 at $2: x$3 Gen $7 possible, Gen $5 now (look again under load)"
    else
        echo "ok      $1 at $2: x$3 Gen $5"
    fi
}
"""

LIMITS = r"""
if [ "${1:-}" = --set-limits ]; then
    "$NVIDIA_SMI" -pm 1
    "$NVIDIA_SMI" -pl %s
else
    echo "note    run with --set-limits as root to limit every NVIDIA card to %s W"
fi
"""


def pack_as_script(pack: Pack) -> str:
    """A POSIX shell script."""
    return "".join(f"{line}\n" for line in _written(pack))


def _written(pack: Pack) -> Iterator[str]:
    yield "#!/bin/sh"
    yield f"# Checks the links of: {_comment(pack.title)}"
    yield HEAD.strip()
    yield ""
    yield from (_expectation(one) for one in pack.expected)
    if not pack.expected:
        yield 'echo "note    no link of this build is known well enough to be checked"'
    common = next((limit for limit in pack.limits if limit.for_all), None)
    if common is not None:
        yield LIMITS.strip() % (f"{common.watts:g}", f"{common.watts:g}")
    else:
        yield from (f'echo "note    {_limit_words(limit)}"' for limit in pack.limits)
    yield 'exit "$bad"'


def _expectation(expected: Expected) -> str:
    links = [f"'{lanes} {gen}'" for lanes, gen, count in sorted(expected.links, reverse=True) for _ in range(count)]
    return f"expect '{expected.what}' {expected.pci_class} '{expected.vendor_id}' {' '.join(links)}"


def _limit_words(limit: Limit) -> str:
    """For cards of several kinds: who sets the limit has to know which index is which card."""
    return f"limit {_quoted(limit.label)} ({_quoted(', '.join(limit.devices))}) to {limit.watts:g} W by its index"


def _comment(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """A text that is safe between double quotes of a shell: only characters that mean nothing there."""
    return re.sub(r"[^\w .,:/×+()#-]", "_", " ".join(text.split()))
