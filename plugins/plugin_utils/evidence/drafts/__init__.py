# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From running routers and PeeringDB to a drafted intent, for people to correct."""
