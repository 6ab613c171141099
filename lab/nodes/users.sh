# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Start script of our subscribers: a machine with links and nothing that listens.
. /run/node/node_life.sh

wait_for_links
live
