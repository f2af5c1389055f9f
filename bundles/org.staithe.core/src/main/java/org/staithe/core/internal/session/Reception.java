// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.command.Reply;
import org.staithe.core.internal.control.ConnectionHandler;
import org.staithe.core.internal.control.ControlChannel;
import org.staithe.core.internal.control.ControlEvents;
import org.staithe.core.internal.session.SessionTable.Admission;
import org.staithe.core.internal.tls.SessionTls;
import org.staithe.core.internal.tls.TlsEndpoint;

/** Greets those who connect to a listener, or turns them away with 421 before anything costs much. */
public final class Reception implements ConnectionHandler {

    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private final Facilities facilities;
    private final Supplier<ListenerSettings> settings;
    private final BooleanSupplier closing;

    /**
     * Makes one.
     *
     * @param closing whether nobody is let in any more
     */
    public Reception(Facilities facilities, Supplier<ListenerSettings> settings, BooleanSupplier closing) {
        this.facilities = facilities;
        this.settings = settings;
        this.closing = closing;
    }

    @Override
    public ControlEvents connected(ControlChannel channel) {
        ListenerSettings now = settings.get();
        InetAddress address = channel.peer().getAddress();
        if (closing.getAsBoolean()) {
            return turnAway(channel, now, "The server is closing, please come back later.");
        }
        if (!now.admits(address)) {
            return turnAway(channel, now, "Connections from your network are not allowed.");
        }
        Admission admission = facilities.table().admit(now, address);
        if (admission instanceof Admission.Refused refused) {
            return turnAway(channel, now, refused.reason());
        }
        boolean reserved = ((Admission.Admitted) admission).reserved();
        FtpSession session = new FtpSession(facilities.table().newId(), channel, settings, reserved);
        implicit(now).ifPresent(tls -> {
            SessionTls begun = new SessionTls(tls, channel, Optional.empty());
            channel.beginTls(begun);
            session.tls(begun);
            session.link().protection(Optional.of(begun)); // what clients of implicit TLS expect
        });
        Conversation conversation = new Conversation(session, facilities);
        facilities.table().add(conversation);
        facilities.notifier().opened(session);
        log.debug("Session {} of {} on {}", session.id(), channel.peer(), now.name());
        conversation.reply(Reply.of(220, now.banner()));
        return conversation;
    }

    private static Optional<TlsEndpoint> implicit(ListenerSettings with) {
        return with.tls().filter(tls -> tls.settings().implicit());
    }

    /** Who expects TLS hears nothing: a handshake is not worth it, and may never end. */
    private static ControlEvents turnAway(ControlChannel channel, ListenerSettings from, String text) {
        log.info("{} is turned away: {}", channel.peer(), text);
        if (implicit(from).isPresent()) {
            channel.abort();
        } else {
            channel.write(ReplyEncoder.encode(Reply.of(421, text)));
            channel.finish();
        }
        return new Nobody();
    }

    /** Listens to a connection that is on its way out. */
    private static final class Nobody implements ControlEvents {
        @Override
        public void line(String line) {}

        @Override
        public void malformed(Fault fault) {}

        @Override
        public void secured() {}

        @Override
        public void closed() {}
    }
}
