# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The statements of the Junos hierarchies that routing policy touches: names only, as Juniper's YANG models of 24.4R1 have them."""

from __future__ import annotations

#: The statements that a hierarchy may have, by its path of tags.
WORDS: dict[str, str] = {
    "policy-options": """
        application-maps apply-groups apply-groups-except apply-macro as-list as-list-group as-path as-path-group comment community
        condition damping defaults fast-lookup-tuple-list mac-list policy-statement prefix-list redundancy-policy resolution-map
        rib-list route-distinguisher route-filter-list rtf-prefix-list satellite-policies skip-then-actions
        source-address-filter-list tunnel-attribute vsi-policy
    """,
    "policy-options prefix-list": """
        apply-groups apply-groups-except apply-macro apply-path comment name prefix-list-item
    """,
    "policy-options prefix-list prefix-list-item": """
        apply-groups apply-groups-except apply-macro comment name
    """,
    "policy-options route-filter-list": """
        apply-groups apply-groups-except apply-macro comment name rf_list
    """,
    "policy-options policy-statement": """
        apply-groups apply-groups-except apply-macro comment defaults from name term then to
    """,
    "policy-options policy-statement term": """
        apply-groups apply-groups-except apply-macro comment from name then to
    """,
    "policy-options policy-statement from": """
        aggregate-contributor apply-groups apply-groups-except apply-macro area as-path as-path-calc-length as-path-group
        as-path-neighbors as-path-origins as-path-transits as-path-unique-count bgp-srte-discriminator bridge-domain-id color color2
        comment community community-count condition evpn-esi evpn-mac-route evpn-tag external family igp-instance igp-instance-regex
        instance instance-any instance-list interface large-community-count level local-preference lsp lsp-regex mac-filter-list
        metric metric2 metric3 metric4 multicast-scope neighbor next-hop next-hop-type nexthop-ecmp nexthop-weight nlri-route-type
        origin policy preference preference2 prefix-list prefix-list-filter prefix-segment programmed protocol rib rib-list
        route-distinguisher route-filter route-filter-list route-type rtf-prefix-list source-address-filter
        source-address-filter-list source-routing-path srte-color state tag tag2 traffic-engineering tunnel-type validation-database
        validation-database-instance
    """,
    "policy-options policy-statement then": """
        accept add-path advertise-locator aggregate-bandwidth aigp-adjust aigp-originate analyze apply-groups apply-groups-except
        apply-macro as-path-expand as-path-prepend assisted-replication auto-link-bandwidth bgp-output-queue-priority class color
        color2 comment community cos-next-hop-map credibility damping default-action destination-class dynamic-tunnel-attributes
        external fib-install-priority filter forwarding-class ignore-service-label install-nexthop install-to-fib
        ipv4-source-router-id ipv6-source-router-id label-allocation label-allocation-fallback-reject limit-bandwidth load-balance
        local-preference map-to-interface metric metric2 metric3 metric4 mhop-bfd-port multipath-resolve next next-hop no-backup
        no-entropy-label-capability no-install-to-fib no-route-localize origin p2mp-lsp-root preference preference2
        prefix-attribute-flags prefix-segment priority reject request-acknowledgements request-long-lived-ack resolution-map
        selected-mldp-egress send-withdrawal-on-route-change set-down-bit slice source-based-forwarding source-class
        source-routing-path-template srv6 ssm-source strip-as-path tag tag2 trace tunnel-attribute tunnel-end-point-address
        validation-state
    """,
    "policy-options community": """
        apply-groups apply-groups-except apply-macro comment invert-match members name
    """,
    "policy-options as-path": """
        apply-groups apply-groups-except apply-macro comment name path
    """,
    "policy-options as-path-group": """
        apply-groups apply-groups-except apply-macro as-path comment name
    """,
    "protocols": """
        amt ancp apply-groups apply-groups-except apply-macro bfd bgp bgpmcast bier centralized-timing clock-synchronization comment
        connections dcbx dot1x dvmrp esis evpn express-segments iccp igmp igmp-snooping ilmi isis isis-instance l2-learning
        l2circuit l2iw l2vpn lacp layer2-control ldp link-management lldp lldp-med loop-detect mld mld-snooping mpls msdp mstp mvpn
        mvrp neighbor-discovery network-isolation oam openflow ospf ospf-instance ospf3 ovsdb pcep pgm pim ppp ppp-service pppoe
        protection-group ptp r2cp rip ripng router-advertisement router-discovery rstp rsvp sap sflow source-packet-routing vpls
        vrrp vstp
    """,
    "protocols bgp": """
        accept-prefix-sid accept-prpd-connection accept-remote-nexthop add-path-display-ipv4-address advertise-bgp-static
        advertise-external advertise-from-main-vpn-tables advertise-inactive advertise-peer-as advertise-prefix-sid advertise-srgb
        apply-groups apply-groups-except apply-macro authentication-algorithm authentication-key authentication-key-chain
        bfd-liveness-detection bgp-error-tolerance bgp-identifier bmp cluster comment damping defaults description disable
        disable-4byte-as domain-path-id ebgp-community-cleanup egress-te egress-te-backup-paths egress-te-set-segment
        egress-te-sid-stats enforce-first-as export family forwarding-context global-load-balancing graceful-restart
        graceful-shutdown group hold-time holddown-all-stale-labels idle-after-switch-over import include-mp-next-hop ipsec-sa keep
        local-address local-as local-interface local-preference log-updown message-batching metric-out minimum-hold-time
        mtu-discovery multihop multipath multipath-build-priority nlri no-advertise-peer-as no-aggregator-id no-client-reflect
        no-precision-timers out-delay outbound-route-filter output-queue-priority passive path-selection peer-as precision-timers
        preference prioritize-route-queueing protocol-instance-name remove-private rfc6514-compliant-safi129 rfc8950-compliant
        route-age-bgp-view route-server-client send-addpath-optimization shutdown snmp-options source-packet-routing
        sr-preference-override stale-labels-holddown-period tcp-aggressive-transmission tcp-connect-port tcp-mss tcpao-auth-mismatch
        traceoptions traffic-statistics-labeled-path ttl unconfigured-peer-graceful-restart vpn-apply-export
    """,
    "protocols bgp group": """
        accept-prefix-sid accept-remote-nexthop add-path-display-ipv4-address advertise-bgp-static advertise-external
        advertise-inactive advertise-peer-as advertise-prefix-sid advertise-srgb allow apply-groups apply-groups-except apply-macro
        as-override authentication-algorithm authentication-key authentication-key-chain bfd-liveness-detection bgp-error-tolerance
        bgp-identifier bmp cluster comment damping description disable-4byte-as domain-path-id dynamic-neighbor
        ebgp-community-cleanup egress-te enforce-first-as export family forwarding-context graceful-restart graceful-shutdown
        hold-time idle-after-switch-over import include-mp-next-hop ipsec-sa keep link-bandwidth local-address local-as
        local-interface local-preference log-updown message-batching metric-out minimum-hold-time mtu-discovery multihop multipath
        mvpn-iana-rt-import name neighbor nlri no-advertise-peer-as no-aggregator-id no-client-reflect no-global-load-balancing
        optimal-route-reflection out-delay outbound-route-filter passive peer-as peer-as-list preference protocol remove-private
        rfc6514-compliant-safi129 route-server-client send-non-transitive-link-bandwidth shutdown tcp-aggressive-transmission
        tcp-connect-port tcp-mss tcpao-auth-mismatch traceoptions ttl type unconfigured-peer-graceful-restart vpn-apply-export
    """,
    "protocols bgp group neighbor": """
        accept-prefix-sid accept-remote-nexthop add-path-display-ipv4-address advertise-bgp-static advertise-external
        advertise-inactive advertise-peer-as advertise-prefix-sid advertise-srgb apply-groups apply-groups-except apply-macro
        as-override authentication-algorithm authentication-key authentication-key-chain bfd-liveness-detection bgp-error-tolerance
        bgp-identifier bmp cluster comment damping description disable-4byte-as domain-path-id ebgp-community-cleanup egress-te
        egress-te-adj-segment egress-te-node-segment enforce-first-as export family forwarding-context graceful-restart
        graceful-shutdown hold-time idle-after-switch-over import include-mp-next-hop ipsec-sa keep link-bandwidth local-address
        local-as local-interface local-preference log-updown message-batching metric-out minimum-hold-time mtu-discovery multihop
        multipath name nlri no-advertise-peer-as no-aggregator-id no-client-reflect no-global-load-balancing out-delay
        outbound-route-filter passive peer-as preference remove-private rfc6514-compliant-safi129 route-server-client shutdown
        tcp-aggressive-transmission tcp-connect-port tcp-mss tcpao-auth-mismatch traceoptions ttl unconfigured-peer-graceful-restart
        vpn-apply-export
    """,
    "routing-options": """
        access access-internal admin-groups-extended admin-groups-extended-range aggregate apply-groups apply-groups-except
        apply-macro auto-bandwidth auto-export autonomous-system backup-selection bgp-orf-cisco-mode bgp-static bmp comment
        confederation congestion-protection diversity-association domain-path-id dynamic-tunnels enable-sensors fate-sharing
        flex-algorithm flow forwarding-table generate graceful-restart highwatermark-log-interval host-fast-reroute instance-export
        instance-import interface interface-routes ipv6-router-id l3vpn-composite-nexthop label localized-fib logical-system-mux
        loopback-strict-disable lsp-telemetry martians maximum-ecmp maximum-paths maximum-prefixes maximum-routes
        med-igp-update-interval multicast multipath no-bfd-triggered-local-repair no-soft-core nonstop-routing
        nonstop-routing-options nsr-phantom-holdtime options policy-multipath ppm pre-export-filter programmable-rpd protect
        resolution rib rib-groups route-distinguisher-id route-distinguisher-id-use-router-id route-record router-id rpm-tracking
        source-packet-routing source-routing srlg static te-policy-association time-averaged-watermark-interval topologies
        traceoptions transport-class validation vpn-global-import warm-standby
    """,
    "interfaces interface unit family inet": """
        accounting address apply-groups apply-groups-except apply-macro arp-max-cache arp-new-hold-limit auto-configure
        clear-dont-fragment-bit comment demux-destination demux-source destination-class-usage destination-udp-port dhcp filter
        ingress-queuing-filter input-hierarchical-policer ipsec-sa iq-policing-filter mac-validate mtu multicast-only
        negotiate-address next-hop-tunnel no-neighbor-learn no-redirects no-tunnel-termination policer primary
        receive-options-packets receive-ttl-exceeded rpf-check sampling service simple-filter source-lookup targeted-broadcast
        tcp-mss transit-options-packets transit-ttl-exceeded tunnel-loopback tunnel-termination unconditional-src-learn
        unnumbered-address
    """,
    "interfaces interface unit family inet rpf-check": """
        apply-groups apply-groups-except apply-macro comment fail-filter mode
    """,
    "interfaces interface unit family inet6": """
        accounting address apply-groups apply-groups-except apply-macro auto-configure comment dad-disable dad-proxy
        demux-destination demux-source destination-udp-port dhcpv6-client enhanced-dad-disable filter ingress-queuing-filter
        input-hierarchical-policer mtu nd6-max-cache nd6-new-hold-limit nd6-stale-time ndp-proxy no-dad-disable no-neighbor-learn
        no-redirects no-tunnel-termination policer rpf-check sampling service slaac-enable source-lookup tcp-mss tunnel-termination
        unnumbered-address
    """,
}
for _word in ("from", "then"):
    WORDS[f"policy-options policy-statement term {_word}"] = WORDS[f"policy-options policy-statement {_word}"]
