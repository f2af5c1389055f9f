// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The reasons to wait for a service, and how each ends. */
final class Waits {

    private Waits() {}

    /** It is not here: until one comes, or grace is over. */
    record Missing(Whiteboard<?> whiteboard, BooleanSupplier over, Map<Runnable, Runnable> looks)
            implements ServiceGap.Waiting {

        Missing(Whiteboard<?> whiteboard, BooleanSupplier over) {
            this(whiteboard, over, new ConcurrentHashMap<>());
        }

        @Override
        public void await(Runnable again) {
            Runnable look = () -> {
                if (over.getAsBoolean()) {
                    forget(again);
                    again.run();
                }
            };
            looks.put(again, look);
            whiteboard.onChange(look);
            look.run(); // it may have come between the attempt and the registration
        }

        @Override
        public void forget(Runnable again) {
            Runnable look = looks.remove(again);
            if (look != null) {
                whiteboard.forgetChange(look);
            }
        }

        @Override
        public long until(long asked, Duration grace) {
            return whiteboard.missingSince(asked) + grace.toNanos();
        }

        @Override
        public void waited(long nanos) {
            whiteboard.waited(nanos);
        }
    }

    /** All seats are taken: until one is free, or as long as a call may take. */
    record Full(Berth<?> berth) implements ServiceGap.Waiting {

        @Override
        public void await(Runnable again) {
            berth.await(again);
        }

        @Override
        public void forget(Runnable again) {
            berth.forget(again);
        }

        @Override
        public long until(long asked, Duration grace) {
            return asked + berth.deadline().toNanos();
        }
    }

    /** It is not well: nobody waits. */
    record Shunned() implements ServiceGap.Waiting {

        @Override
        public void await(Runnable again) {
            again.run();
        }

        @Override
        public void forget(Runnable again) {}

        @Override
        public long until(long asked, Duration grace) {
            return asked;
        }
    }
}
