// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.data.DataRequest;
import org.staithe.data.PassiveGrant;
import org.staithe.data.PassivePortPolicy;

/** Lends ports of a range, and tells clients behind NAT where to find them. */
// Immediate: a bad configuration is told when it is read, and lent ports are remembered while nobody asks.
@Component(
        configurationPid = "org.staithe.dataport.passive",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = PassivePorts.Config.class, factory = true)
public final class PassivePorts implements PassivePortPolicy {

    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Staithe passive data ports",
            description = "Where clients connect to for data (PASV, EPSV)")
    public @interface Config {

        @AttributeDefinition(
                description = "Ports that are lent, such as 50000-50999, several separated by commas; open them in the"
                        + " firewall. 0: any free port of the system")
        String[] ports() default "0";

        @AttributeDefinition(
                description = "Address that data ports are bound to, for clients of its kind (IPv4 or IPv6). Empty: the"
                        + " one that the client reached us on",
                required = false)
        String bind_address() default "";

        @AttributeDefinition(
                description =
                        "IPv4 address or DNS name that PASV tells clients, when this machine is behind NAT. Empty:"
                                + " the address that the port is bound to",
                required = false)
        String advertise() default "";

        @AttributeDefinition(description = "How often the DNS name in advertise is looked up", min = "1", max = "86400")
        int advertise_refresh_seconds() default 60;

        @AttributeDefinition(
                description = "What clients of a network are told instead of advertise, as NETWORK=ADDRESS; the first"
                        + " match decides. The address 'local' means the one that the port is bound to",
                required = false)
        String[] advertise_by_network() default {};

        @AttributeDefinition(description = "Whether only EPSV is offered, and PASV answered 502")
        boolean extended_only() default false;

        @AttributeDefinition(
                description =
                        "From where a data connection must come: the client's address, its network (/24, or /64 of"
                                + " IPv6), or anywhere. Anything but same-address lets others steal transfers",
                options = {
                    @Option(label = "The client's address", value = "same-address"),
                    @Option(label = "The client's network", value = "same-network"),
                    @Option(label = "Anywhere", value = "off")
                })
        String peer_check() default "same-address";
    }

    private static final Logger log = LoggerFactory.getLogger(PassivePorts.class);
    private static final int MAX_REFRESH_SECONDS = 86_400;
    private static final String NAME = "(?i)(?=.*[a-z])[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?";

    private final PortPool ports;
    private final Optional<InetAddress> bindAddress;
    private final Optional<AdvertisedName> name;
    private final AdvertisedByNetwork advertised;
    private final boolean extendedOnly;
    private final PeerCheck peerCheck;

    @Activate
    public PassivePorts(Config config) {
        this(config, InetAddress::getAllByName);
    }

    PassivePorts(Config config, AdvertisedName.Lookup lookup) {
        ports = new PortPool(PortRanges.parse(items(config.ports())));
        String bind = config.bind_address().strip();
        bindAddress = bind.isEmpty() ? Optional.empty() : Optional.of(Literal.address("bind.address", bind));
        extendedOnly = config.extended_only();
        peerCheck = PeerCheck.parse(config.peer_check());
        int refresh = config.advertise_refresh_seconds();
        if (refresh < 1 || refresh > MAX_REFRESH_SECONDS) {
            throw new IllegalArgumentException(
                    "advertise.refresh.seconds = " + refresh + ": write a number from 1 to " + MAX_REFRESH_SECONDS);
        }
        List<String> byNetwork = items(config.advertise_by_network());
        AdvertisedByNetwork.parse(byNetwork, Advertised.BOUND); // refuses before a thread is started
        String advertise = config.advertise().strip();
        name = advertise.matches(NAME)
                ? Optional.of(new AdvertisedName(advertise, Duration.ofSeconds(refresh), lookup))
                : Optional.empty();
        advertised = AdvertisedByNetwork.parse(
                byNetwork, name.<Advertised>map(n -> n).orElseGet(() -> fixed(advertise)));
        log.info(
                "Passive data connections: {}, advertised {}",
                ports.size() == 0 ? "any free port" : ports.size() + " ports",
                advertise.isEmpty() ? "as bound" : advertise);
    }

    @Deactivate
    public void stop() {
        name.ifPresent(AdvertisedName::close);
    }

    @Override
    public PassiveGrant grant(DataRequest request) throws IOException {
        if (extendedOnly && !request.extended()) {
            throw new UnsupportedOperationException("PASV is switched off (extended.only)");
        }
        InetAddress reached = request.session().local().getAddress();
        InetAddress bind = bindAddress
                .filter(b -> b instanceof Inet4Address == reached instanceof Inet4Address)
                .orElse(reached);
        InetAddress found = bind.isAnyLocalAddress() ? reached : bind;
        // EPSV carries no address, so a name that the DNS does not know must not stand in its way.
        InetAddress told = request.extended()
                ? found
                : advertised.to(request.session().peer().getAddress()).address(found);
        return ports.size() == 0
                ? new Grant(new InetSocketAddress(bind, 0), told, peerCheck, () -> {})
                : lend(bind, told);
    }

    private PassiveGrant lend(InetAddress bind, InetAddress told) throws IOException {
        int port = ports.take();
        return new Grant(new InetSocketAddress(bind, port), told, peerCheck, () -> ports.giveBack(port));
    }

    private static Advertised fixed(String text) {
        return text.isEmpty() ? Advertised.BOUND : Advertised.fixed(Literal.advertised("advertise", text));
    }

    /** A list may come as several values, or as one with commas when it was written into a file. */
    private static List<String> items(String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
