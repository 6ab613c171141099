#!/bin/bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# PID 1 of a node. Arguments: name, root tree, shared folder, further overlay options.
# Builds the node's own file system on an overlay, then becomes /run/node/start.
set -eu
name=$1 root=$2 shared=$3 options=$4
PATH=$PATH:/usr/sbin:/sbin
hostname "$name"
work=/mnt
# The path of the shared folder may lie under /mnt: hold it by descriptor before /mnt is covered.
exec 3<"$shared" 4<"$root"
mount -t tmpfs -o size=512m,mode=755 tmpfs $work
mkdir $work/upper $work/scratch $work/root $work/shared $work/lower
mount --bind /proc/self/fd/3 $work/shared
lower=$root
# A tree that is hidden now is reached through a bind mount; not for "/", whose other mounts must stay out.
[ -d "$root/usr" ] || { mount --bind /proc/self/fd/4 $work/lower; lower=$work/lower; }
exec 3<&- 4<&-
mount -t overlay -o "lowerdir=$lower,upperdir=$work/upper,workdir=$work/scratch$options" overlay $work/root
new=$work/root
mount -t proc proc $new/proc
mount -t sysfs sysfs $new/sys 2>/dev/null || mount --rbind /sys $new/sys
mount -t tmpfs -o mode=755,size=64k tmpfs $new/dev
for device in null zero full random urandom tty; do
  : >$new/dev/$device
  mount --bind /dev/$device $new/dev/$device
done
mkdir $new/dev/pts $new/dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts $new/dev/pts
ln -s pts/ptmx $new/dev/ptmx
ln -s /proc/self/fd $new/dev/fd
ln -s /proc/self/fd/0 $new/dev/stdin
ln -s /proc/self/fd/1 $new/dev/stdout
ln -s /proc/self/fd/2 $new/dev/stderr
mount -t tmpfs -o mode=1777 tmpfs $new/tmp
mount -t tmpfs -o mode=1777 tmpfs $new/dev/shm
mount -t tmpfs -o mode=755 tmpfs $new/run
# Its root is nobody of this machine: it would run the start files of his shell at each command over SSH.
mount -t tmpfs -o mode=700 tmpfs $new/root
mkdir -p $new/run/sshd $new/run/lock $new/run/node $new/mnt/host
mount --bind $work/shared $new/run/node
cd $new
pivot_root . mnt/host
umount -l /mnt/host
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
  /bin/bash /run/node/start "$name"
