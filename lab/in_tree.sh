#!/bin/bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on a Debian tree, with folders of this machine at their own paths. lab/debian13.py starts it in a mount namespace of its own.
# Arguments: the tree, further overlay options, the folders and files, one a line, and the command. Nothing is written to the tree.
set -eu
root=$1 options=$2 shown=$3
shift 3
PATH=$PATH:/usr/sbin:/sbin
# What is to be seen may lie under /mnt: the machine's root is held before /mnt is covered.
exec 3</ 4<"$PWD"
where=$PWD
work=/mnt
mount --make-rprivate /
mount -t tmpfs -o size=2g,mode=755 tmpfs $work
mkdir $work/upper $work/scratch $work/root $work/machine
mount --rbind /proc/self/fd/3 $work/machine
mount -t overlay -o "lowerdir=$work/machine$root,upperdir=$work/upper,workdir=$work/scratch$options" overlay $work/root
new=$work/root
for name in proc sys dev tmp; do
  mount --rbind $work/machine/$name $new/$name
done
while read -r path; do
  [ -n "$path" ] || continue
  if [ -d "$work/machine$path" ]; then
    mkdir -p "$new$path"
  else
    mkdir -p "$new$(dirname "$path")"
    rm -f "$new$path"
    : >"$new$path"
  fi
  mount --rbind "$work/machine$path" "$new$path"
done <<<"$shown"
cd $new
mkdir -p mnt/machine
pivot_root . mnt/machine
umount -l /mnt/machine
exec 3<&- 4<&-
cd "$where"
exec "$@"
