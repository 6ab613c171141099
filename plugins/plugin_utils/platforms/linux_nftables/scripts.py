# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell scripts of our table's part of a delivery: load it in one step, bring the old one back, keep it over a reboot.

What is loaded at boot is written after the confirm alone, so a reboot within the timer is a way back too.
"""

from __future__ import annotations

from .table import NAME, REPLACE, SEEN

#: Stands between what ``READ_ALL`` prints.
MARK = "-- counted --"
#: Takes out of a listing what the kernel counts: the numbers of counters, and what it put into sets. Prints that behind, if asked.
_SPLIT = f"""\
/^\\tcounter / {{ state = 1 }}
/^\\tset {SEEN}/ {{ state = 2 }}
state {{ kept = kept $0 "\\n" }}
state == 1 && /^\\t\\tpackets / {{ next }}
state == 2 && /elements = \\{{/ {{ inside = 1 }}
!inside {{ print }}
inside && /\\}}/ {{ inside = 0; next }}
/^\\t\\}}/ {{ state = 0 }}
END {{ if (all) printf "{MARK}\\n%s", kept }}"""


def _listing(is_all: int) -> str:
    return f"nft -y -p list table inet {NAME} 2>/dev/null | awk -v all={is_all} '{_SPLIT}'"


#: Prints our table so that it can be loaded again: without what is counted.
READ = _listing(0)
#: Prints the same, and what is counted behind it. A listing of 100,000 entries takes seconds, so there is one for both.
READ_ALL = _listing(1)
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
  { printf '@REPLACE@'; cat "$D/before.nftables"; } | nft -f - >>"$D/restore.log" 2>&1
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
""".replace("@REPLACE@", REPLACE.replace("\n", "\\n")).replace("@READ@", READ)


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
