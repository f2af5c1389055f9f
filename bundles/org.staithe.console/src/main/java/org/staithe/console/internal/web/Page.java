// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.web;

import java.util.List;
import org.staithe.auth.ConsoleRole;

/** A part of the console: what its page asks for, and who may ask it. Registered as a service within the bundle. */
public interface Page {

    List<Action> actions();

    /**
     * Something that a page asks for or does.
     *
     * @param method GET looks, POST changes
     * @param path below {@code /api/}
     * @param role who may, at least
     * @param machines whether machines may as well, which show a token instead of a login
     */
    record Action(String method, String path, ConsoleRole role, boolean machines, Work work) {

        public static Action look(String path, ConsoleRole role, Work work) {
            return new Action("GET", path, role, false, work);
        }

        public static Action machine(String path, ConsoleRole role, Work work) {
            return new Action("GET", path, role, true, work);
        }

        public static Action change(String path, ConsoleRole role, Work work) {
            return new Action("POST", path, role, false, work);
        }
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Work {
        void answer(Call call) throws Exception;
    }
}
