// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Tells operators what the server consists of. Offered by the core as a service; safe for concurrent use. */
@ProviderType
public interface ServerStatus {

    List<ListenerStatus> listeners();

    /** One for each plugin service that is registered now, grouped by kind, best first. */
    List<PluginStatus> plugins();

    /** Whose data connections resume the TLS session of their control connection, for each network of clients. */
    List<ResumptionStatus> resumptions();

    /** Plugins that are installed but do not serve because they failed to start, and why. */
    List<PluginProblem> problems();

    /**
     * The last times that a plugin left and another took its place or none did, the newest first. Each is also an event
     * of the topic {@code org/staithe/swap}, a moment after it is over.
     */
    List<SwapReport> swaps();

    /** The services of one kind that left with their bundle or its configuration. */
    @ProviderType
    interface SwapReport {

        Instant when();

        /** The simple name of the interface, such as {@code Command}. */
        String kind();

        /** What they answered to: the verbs, the backend's name, or empty. */
        String what();

        /** Symbolic name and version of the bundle that left. */
        String from();

        /** The one that serves in its place. */
        Optional<String> to();

        /**
         * {@code update}, {@code restart}, {@code reconfigured} or {@code replaced} by another bundle; without a
         * successor {@code stop}, {@code uninstall} or {@code withdrawn}.
         */
        String way();

        /** Calls and transfers that used it when it began to leave. */
        int leases();

        /** How long they took to end. */
        Duration waited();

        /** The longest that a command waited for a service of this kind. */
        Duration pause();

        /** Whether they ended by themselves. */
        SessionControl.Drain end();

        /** How many did not. */
        int aborted();
    }

    /** What is wrong with a bundle or a component of it. */
    @ProviderType
    interface PluginProblem {

        /** Symbolic name and version. */
        String bundle();

        /** The component that failed, or empty when it is the bundle. */
        String component();

        String problem();
    }

    /** A listener. */
    @ProviderType
    interface ListenerStatus {

        String name();

        /** Where it accepts; the port is the real one. */
        InetSocketAddress address();

        int sessions();

        /** Why it does not accept; empty when it does. */
        Optional<String> problem();
    }

    /** What would come of it if a listener required resumption. */
    @ProviderType
    interface ResumptionStatus {

        String listener();

        /** The clients: the /24 of IPv4 addresses, the /48 of IPv6 addresses. */
        String network();

        /** Data connections that resumed. */
        long resumed();

        /** Data connections that did not: these would be refused. */
        long others();
    }

    /** A service that a bundle offers. */
    @ProviderType
    interface PluginStatus {

        /** The simple name of the interface, such as {@code Command}. */
        String kind();

        /** What it answers to: the verbs, the backend's name, the listeners that it is for, or empty. */
        String name();

        /** Symbolic name and version of its bundle. */
        String bundle();

        int ranking();

        /** Calls and transfers that use it now. */
        int leases();

        /** Calls that have returned. */
        long calls();

        /** Calls that ended in an unchecked exception, or with null. */
        long errors();

        /** How long a call takes. */
        Duration mean();

        /** How long the longest took. */
        Duration longest();

        /** Whether it is called, or left alone because calls took too long. */
        Breaker breaker();

        /** Calls that go on now, on a thread of the server. */
        int calling();

        /** Those of them that have taken longer than they may, the longest first. */
        List<HungCall> hung();
    }

    /** Whether a plugin is called. */
    enum Breaker {
        /** It is. */
        CLOSED,
        /** Calls took too long: who needs it is told at once to try again later. */
        OPEN,
        /** It was left alone for a while; the next call tries whether it is well again. */
        HALF_OPEN
    }

    /** A thread that does not come back from a plugin. */
    @ProviderType
    interface HungCall {

        /** What was called. */
        String what();

        String thread();

        Duration since();

        /** Where the thread is now, the innermost frame first. */
        List<StackTraceElement> stack();
    }
}
