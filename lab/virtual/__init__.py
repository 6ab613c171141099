# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual vendor routers: the protocols, the configuration rules and the faults of routers that cannot be run here."""
