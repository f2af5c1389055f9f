// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.data.DataRequest;
import org.staithe.data.PassiveGrant;
import org.staithe.data.PassivePortPolicy;
import org.staithe.data.PortUse;

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

    /** All that a grant needs to know; a change replaces it whole. */
    private record Offer(PassiveSettings settings, Optional<AdvertisedName> name) {

        InetAddress told(InetAddress client, InetAddress bound) throws IOException {
            Advertised otherwise = name.isPresent() ? name.get() : settings.advertised();
            return settings.byNetwork().to(client, otherwise).address(bound);
        }
    }

    private final AdvertisedName.Lookup lookup;
    private final PortPool ports; // outlives changes: it knows what is lent
    private volatile Offer offer; // written by SCR, one thread after another; read by anyone

    @Activate
    public PassivePorts(Config config) {
        this(config, InetAddress::getAllByName);
    }

    PassivePorts(Config config, AdvertisedName.Lookup lookup) {
        PassiveSettings settings = PassiveSettings.of(config);
        this.lookup = lookup;
        ports = new PortPool(settings.ports());
        offer = new Offer(settings, name(settings, Optional.empty()));
        log.info("Passive data connections: {}", settings);
    }

    /** A wrong value leaves everything as it was; grants of the former ports live on. */
    @Modified
    void modified(Config config) {
        PassiveSettings settings = PassiveSettings.of(config);
        Optional<AdvertisedName> former = offer.name();
        Optional<AdvertisedName> name = name(settings, former);
        offer = new Offer(settings, name);
        ports.change(settings.ports());
        if (!name.equals(former)) {
            former.ifPresent(AdvertisedName::close);
        }
        log.info("Passive data connections from now on: {}", settings);
    }

    @Deactivate
    public void stop() {
        offer.name().ifPresent(AdvertisedName::close);
    }

    @Override
    public PassiveGrant grant(DataRequest request) throws IOException {
        Offer now = offer;
        PassiveSettings settings = now.settings();
        if (settings.extendedOnly() && !request.extended()) {
            throw new UnsupportedOperationException("PASV is switched off (extended.only)");
        }
        InetAddress reached = request.session().local().getAddress();
        InetAddress bind = settings.bindAddress()
                .filter(b -> b instanceof Inet4Address == reached instanceof Inet4Address)
                .orElse(reached);
        InetAddress found = bind.isAnyLocalAddress() ? reached : bind;
        // EPSV carries no address, so a name that the DNS does not know must not stand in its way.
        InetAddress told =
                request.extended() ? found : now.told(request.session().peer().getAddress(), found);
        int port = ports.take();
        return new Grant(new InetSocketAddress(bind, port), told, settings.peerCheck(), () -> ports.giveBack(port));
    }

    @Override
    public Optional<PortUse> use() {
        PortUse use = ports.use();
        Offer now = offer;
        Optional<InetAddress> told =
                now.settings().alwaysTold().or(() -> now.name().flatMap(AdvertisedName::known));
        return Optional.of(told.map(use::advertising).orElse(use));
    }

    private Optional<AdvertisedName> name(PassiveSettings settings, Optional<AdvertisedName> former) {
        return settings.name().map(wanted -> former.map(known -> known.changedTo(wanted, settings.refresh()))
                .orElseGet(() -> new AdvertisedName(wanted, settings.refresh(), lookup)));
    }
}
