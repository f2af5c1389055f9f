// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.staithe.auth.TlsRequirement;
import org.staithe.auth.User;
import org.staithe.command.Request;
import org.staithe.core.internal.control.ControlChannel;
import org.staithe.core.internal.dtp.RunningTransfer;
import org.staithe.core.internal.session.Phase.Greeted;
import org.staithe.core.internal.session.Phase.Ready;
import org.staithe.core.internal.tls.SessionTls;
import org.staithe.filesystem.Pathname;
import org.staithe.session.Protection;
import org.staithe.session.RepresentationType;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;

/** The state of one client. Written by its exchanges, one at a time; read by anyone. */
public final class FtpSession implements Session {

    private final String id;
    private final ControlChannel channel;
    private final Supplier<ListenerSettings> settings;
    private final String listener;
    private final boolean onReservedPlace;
    private final DataLink link = new DataLink();
    private final Map<String, String> options = new ConcurrentHashMap<>();
    private final long connectedMillis = System.currentTimeMillis();

    private volatile Phase phase = new Greeted();
    private volatile Optional<User> lastUser = Optional.empty();
    private volatile Optional<String> client = Optional.empty();
    private volatile Optional<String> host = Optional.empty();
    private volatile Optional<SessionTls> tls = Optional.empty();
    private volatile String lastCommand = "";
    private volatile long activeMillis = connectedMillis;
    private volatile @Nullable RunningTransfer transfer;
    private volatile @Nullable Object note;
    private int strikes;
    private int failedLogins;

    FtpSession(String id, ControlChannel channel, Supplier<ListenerSettings> settings, boolean onReservedPlace) {
        this.id = id;
        this.onReservedPlace = onReservedPlace;
        this.channel = channel;
        this.settings = settings;
        this.listener = settings.get().name();
    }

    /** The session of a client that does not exist, to ask what would be allowed. */
    public static FtpSession imagined(ControlChannel channel, ListenerSettings settings) {
        return new FtpSession("imagined", channel, () -> settings, false);
    }

    /** What the listener's configuration says now. */
    public ListenerSettings settings() {
        return settings.get();
    }

    public ControlChannel channel() {
        return channel;
    }

    /** Whether all places of its listener were taken when it came, but those that are reserved for administrators. */
    boolean cameOnReservedPlace() {
        return onReservedPlace;
    }

    public DataLink link() {
        return link;
    }

    public Phase phase() {
        return phase;
    }

    /** Goes on to another phase; what the former one held is the caller's to close. */
    public void phase(Phase next) {
        this.phase = next;
        if (next instanceof Ready ready) {
            lastUser = Optional.of(ready.user());
        }
    }

    /** The state after login, if it has come to that. */
    public Optional<Ready> ready() {
        return phase instanceof Ready ready ? Optional.of(ready) : Optional.empty();
    }

    public void enter(Pathname directory) {
        if (phase instanceof Ready ready) {
            phase = ready.in(directory);
        }
    }

    /** What the command before left. */
    public Optional<Object> note() {
        return Optional.ofNullable(note);
    }

    void note(@Nullable Object left) {
        this.note = left;
    }

    public Optional<String> option(String verb) {
        return Optional.ofNullable(options.get(verb));
    }

    public void option(String verb, String value) {
        options.put(verb, value);
    }

    public void client(String name) {
        this.client = Optional.of(name);
    }

    public void host(String name) {
        this.host = Optional.of(name);
    }

    /** The TLS that {@code AUTH} or an implicit listener began. */
    public Optional<SessionTls> tls() {
        return tls;
    }

    public void tls(SessionTls begun) {
        this.tls = Optional.of(begun);
    }

    /** What this session's listener and user demand to be protected. */
    public TlsRequirement requiredTls() {
        TlsRequirement byListener =
                settings().tls().map(endpoint -> endpoint.settings().required()).orElse(TlsRequirement.NONE);
        TlsRequirement byUser = lastUser.map(User::tls).orElse(TlsRequirement.NONE);
        return byListener.compareTo(byUser) >= 0 ? byListener : byUser;
    }

    /** Counts a command that made no sense; says how many there were since the last that did. */
    public int strike() {
        return ++strikes;
    }

    /** Counts a failed login; says how many there were on this connection. */
    public int failedLogin() {
        return ++failedLogins;
    }

    public void sane() {
        strikes = 0;
    }

    /** Forgets everything but the connection ({@code REIN}, RFC 959 section 4.1.1). */
    public void reset() {
        link.reset();
        options.clear();
        client = Optional.empty();
        host = Optional.empty();
        lastUser = Optional.empty();
        phase = new Greeted();
    }

    /** Notes that a command has come; what is known of it decides what of it may be shown. */
    public void received(Request request, boolean known) {
        lastCommand = Printable.request(request, known);
        activeMillis = System.currentTimeMillis();
    }

    void transfer(@Nullable RunningTransfer running) {
        this.transfer = running;
    }

    /** The transfer that goes on now, to be aborted. */
    public Optional<RunningTransfer> running() {
        return Optional.ofNullable(transfer);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String listener() {
        return listener;
    }

    @Override
    public InetSocketAddress peer() {
        return channel.peer();
    }

    @Override
    public InetSocketAddress local() {
        return channel.local();
    }

    @Override
    public boolean secure() {
        return channel.tls().isPresent();
    }

    @Override
    public Optional<Protection> protection() {
        return channel.tls().flatMap(session -> tls.map(begun -> begun.protection(session)));
    }

    @Override
    public Instant connected() {
        return Instant.ofEpochMilli(connectedMillis);
    }

    @Override
    public Instant active() {
        return Instant.ofEpochMilli(activeMillis);
    }

    @Override
    public Optional<User> user() {
        return lastUser;
    }

    @Override
    public Pathname directory() {
        return phase instanceof Ready ready ? ready.directory() : Pathname.ROOT;
    }

    @Override
    public RepresentationType type() {
        return link.type();
    }

    @Override
    public Optional<String> client() {
        return client;
    }

    @Override
    public Optional<String> host() {
        return host;
    }

    @Override
    public String lastCommand() {
        return lastCommand;
    }

    @Override
    public Optional<TransferReport> transfer() {
        return Optional.ofNullable(transfer);
    }
}
