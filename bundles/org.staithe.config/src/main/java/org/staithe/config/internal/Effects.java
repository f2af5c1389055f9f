// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.staithe.session.ServerStatus;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;

/** Which listeners and sessions a configuration concerns, and what happens to them. */
@Component(service = Effects.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Effects {

    // The core starts last and may be replaced.
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable SessionControl control;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable ServerStatus status;

    /** What a change concerns. */
    record Effect(List<String> listeners, List<String> sessions, String text) {

        /** Nothing that goes on now. */
        static Effect none(String text) {
            return new Effect(List.of(), List.of(), text);
        }

        /** How much it concerns, as in "3 sessions, 2 listeners". */
        String extent() {
            return number(sessions, "session") + ", " + number(listeners, "listener");
        }

        private static String number(List<String> of, String what) {
            return of.size() + " " + what + (of.size() == 1 ? "" : "s");
        }
    }

    @Activate
    public Effects() {}

    /**
     * Says it.
     *
     * @param before the former values, nothing if there were none
     * @param after the new values, nothing if there will be none
     */
    Effect of(String pid, Map<String, String> before, Map<String, String> after) {
        Map<String, String> told = before.isEmpty() ? after : before;
        String kind = Pids.kind(pid);
        boolean gone = after.isEmpty();
        if (kind.equals("org.staithe.core.listener")) {
            String name = told.getOrDefault("name", "default");
            List<String> sessions = sessions(session -> session.listener().equals(name));
            String fate = gone
                    ? "is closed; its " + count(sessions) + " on"
                    : "meets new sessions with it; " + count(sessions) + " on with it where it can";
            return new Effect(List.of(name), sessions, "Listener " + name + " " + fate + ".");
        }
        if (kind.startsWith("org.staithe.filesystem.")) {
            String name = told.getOrDefault("staithe.backend.name", "default");
            List<String> sessions = sessions(session -> uses(session, name));
            String fate = gone ? "is gone: what needs it fails for now; " : "is opened anew at the next command; ";
            return new Effect(List.of(), sessions, "Backend " + name + " " + fate + count(sessions) + " on.");
        }
        List<String> all = sessions(session -> true);
        String when = when(kind);
        boolean onlyNew = when.isEmpty() || kind.startsWith("org.staithe.auth.") || kind.startsWith("org.staithe.tls.");
        return new Effect(
                kind.equals("org.staithe.audit") ? List.of() : listeners(),
                onlyNew ? List.of() : all,
                when.isEmpty() ? "It applies at once." : when + " " + count(all) + " on.");
    }

    private static String when(String kind) {
        if (kind.startsWith("org.staithe.dataport.passive")) {
            return "It applies to the next PASV or EPSV;";
        }
        if (kind.startsWith("org.staithe.dataport.active")) {
            return "It applies to the next PORT or EPRT;";
        }
        if (kind.startsWith("org.staithe.tls.")) {
            return "It applies to the next TLS handshake;";
        }
        if (kind.startsWith("org.staithe.auth.")) {
            return "It applies to the next login;";
        }
        return kind.equals("org.staithe.core") ? "It applies to the whole server;" : "";
    }

    private static String count(Collection<String> sessions) {
        return sessions.size() == 1 ? "1 session goes" : sessions.size() + " sessions go";
    }

    private static boolean uses(Session session, String backend) {
        return session.user().stream().flatMap(user -> user.mounts().stream()).anyMatch(mount -> mount.backend()
                .equals(backend));
    }

    private List<String> sessions(Predicate<Session> concerned) {
        SessionControl core = control;
        return core == null
                ? List.of()
                : core.sessions().stream().filter(concerned).map(Session::id).toList();
    }

    private List<String> listeners() {
        ServerStatus core = status;
        return core == null
                ? List.of()
                : core.listeners().stream()
                        .map(ServerStatus.ListenerStatus::name)
                        .toList();
    }
}
