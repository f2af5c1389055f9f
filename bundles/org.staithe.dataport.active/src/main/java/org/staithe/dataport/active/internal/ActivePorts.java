// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.active.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.data.ActiveDecision;
import org.staithe.data.ActivePortPolicy;
import org.staithe.data.DataRequest;

/** Lets the server connect to the client itself, and elsewhere only where the configuration says so. */
// Immediate: a bad configuration is told when it is read, not when the first client asks.
@Component(
        configurationPid = "org.staithe.dataport.active",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = ActivePorts.Config.class, factory = true)
public final class ActivePorts implements ActivePortPolicy {

    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Staithe active data connections",
            description = "Where the server connects to for data (PORT, EPRT)")
    public @interface Config {

        @AttributeDefinition(description = "Whether clients may ask the server to connect to them")
        boolean enabled() default true;

        @AttributeDefinition(
                description =
                        "Port that the server connects from. 0: any free one. 20 is what old firewalls expect, and"
                                + " needs the right to bind ports below 1024",
                min = "0",
                max = "65535")
        int local_port() default 0;

        @AttributeDefinition(
                description =
                        "Address that the server connects from, for targets of its kind (IPv4 or IPv6). Empty: the"
                                + " one that the client reached us on",
                required = false)
        String bind_address() default "";

        @AttributeDefinition(
                description = "Whether the target may be another host than the client, for transfers between servers"
                        + " (FXP). It lets clients send data to any service of any host; prefer allow.networks")
        boolean allow_foreign() default false;

        @AttributeDefinition(
                description = "Networks that any client may name as target, such as 192.0.2.0/24, several separated by"
                        + " commas",
                required = false)
        String[] allow_networks() default {};

        @AttributeDefinition(
                description = "Lowest port of a target. Below 1024 are the services of the target's system",
                min = "1",
                max = "65535")
        int lowest_port() default 1024;
    }

    private static final Logger log = LoggerFactory.getLogger(ActivePorts.class);

    private volatile ActiveSettings settings; // written by SCR; read by anyone

    @Activate
    public ActivePorts(Config config) {
        settings = ActiveSettings.of(config);
    }

    /** A wrong value leaves everything as it was. */
    @Modified
    void modified(Config config) {
        settings = ActiveSettings.of(config);
        log.info("Active data connections are reconfigured");
    }

    @Override
    public ActiveDecision decide(DataRequest request, InetSocketAddress target) {
        ActiveSettings now = settings;
        if (!now.enabled()) {
            return new ActiveDecision.Refuse("active data connections are switched off (enabled)");
        }
        if (target.getPort() < now.lowestPort()) {
            return new ActiveDecision.Refuse(
                    "port " + target.getPort() + " is below " + now.lowestPort() + " (lowest.port)");
        }
        InetAddress client = request.session().peer().getAddress();
        Optional<String> objection = now.allowed().objection(target.getAddress(), client);
        if (objection.isPresent()) {
            return new ActiveDecision.Refuse(objection.get());
        }
        return new ActiveDecision.Connect(from(now, request.session().local().getAddress(), target.getAddress()));
    }

    private static InetSocketAddress from(ActiveSettings now, InetAddress reached, InetAddress target) {
        return now.bindAddress()
                .filter(bind -> sameKind(bind, target))
                .or(() -> Optional.of(reached).filter(local -> sameKind(local, target)))
                .map(local -> new InetSocketAddress(local, now.localPort()))
                .orElseGet(() -> new InetSocketAddress(now.localPort()));
    }

    private static boolean sameKind(InetAddress one, InetAddress other) {
        return one instanceof Inet4Address == other instanceof Inet4Address;
    }
}
