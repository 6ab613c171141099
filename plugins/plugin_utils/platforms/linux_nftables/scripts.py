# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell scripts of our table's part of a delivery: load it in one step, bring the old one back, keep it over a reboot.

What is loaded at boot is written after the confirm alone, so a reboot within the timer is a way back too.
"""

from __future__ import annotations

from .table import NAME, SEEN

#: Prints our table so that it can be loaded again: without counts, and without what the kernel put into sets.
READ = (
    f"nft -y -p -s list table inet {NAME} 2>/dev/null | "
    f"awk '/^\\tset {SEEN}/ {{ s = 1 }} s && /elements = \\{{/ {{ e = 1 }} !e {{ print }} "
    "e && /\\}/ { e = 0; next } /^\\t\\}/ { s = 0 }'"
)
#: Prints counters and those sets, with what is in them.
COUNTED = (
    f"nft -y -p list table inet {NAME} 2>/dev/null | awk '/^\\t(counter |set {SEEN})/ {{ s = 1 }} s {{ print }} /^\\t\\}}/ {{ s = 0 }}'"
)
UNIT_NAME = "manrs-sources.service"
_UNIT = f"/etc/systemd/system/{UNIT_NAME}"


def boot_file(base: str) -> str:
    """Return the path of what is loaded at boot."""
    return f"{base}/sources.nft"


def include_line(base: str) -> str:
    """Return the line that loads it where there is no systemd."""
    return f'include "{base}/*.nft"'


def unit(base: str) -> str:
    """Return the unit that loads the table: before the network is up, and again when nftables.service flushes all tables."""
    load = f"/usr/sbin/nft -f {boot_file(base)}"
    return f"""\
[Unit]
Description=Source address validation (manrs.hardening)
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target shutdown.target
After=nftables.service
PartOf=nftables.service
ReloadPropagatedFrom=nftables.service
Conflicts=shutdown.target
ConditionPathExists={boot_file(base)}

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart={load}
ExecReload={load}

[Install]
WantedBy=sysinit.target nftables.service
"""


STAGE = """\
run nft -f "$D/sources.nft"
"""

RESTORE = """\
D=$1
put_back() {
  { echo "table inet @NAME@"; echo "delete table inet @NAME@"; cat "$D/before.nftables"; } | nft -f - >>"$D/restore.log" 2>&1
}
same() {
  { @READ@; } > "$D/restored.nftables"
  cmp -s "$D/before.nftables" "$D/restored.nftables"
}
for TRY in 1 2 3; do
  put_back
  if same; then echo restored; exit 0; fi
  sleep 1
done
echo "NOT restored: load $D/before.nftables with nft -f"
exit 1
""".replace("@NAME@", NAME).replace("@READ@", READ)


def confirm(base: str) -> str:
    """Return the script that keeps the table over a reboot, or takes what keeps it away."""
    boot = boot_file(base)
    return f"""\
D=$1
if [ -s "$D/boot.nft" ]; then
  # What is wrong there would keep the operator's own tables from being loaded too.
  nft -c -f "$D/boot.nft" && cp "$D/boot.nft" {boot}.new && mv {boot}.new {boot} || exit 19
  [ -d /run/systemd/system ] || exit 0
  cmp -s "$D/{UNIT_NAME}" {_UNIT} && exit 0
  cp "$D/{UNIT_NAME}" {_UNIT} && systemctl daemon-reload && systemctl enable {UNIT_NAME} || exit 20
else
  rm -f {boot}
  [ ! -e {_UNIT} ] || {{ systemctl disable {UNIT_NAME}; rm -f {_UNIT}; }}
fi >"$D/confirm.log" 2>&1
"""
