// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every call into a plugin that goes on now; gives up those that take too long. Safe for concurrent use. */
public final class Calls {

    private static final Logger log = LoggerFactory.getLogger(Calls.class);

    private final Set<Call> inFlight = ConcurrentHashMap.newKeySet();
    private volatile Consumer<Thread> slow = thread -> {};
    private volatile BiConsumer<Thread, List<Call>> givingUp = (thread, calls) -> calls.forEach(Call::giveUp);

    /** Tells this of each thread that has been in a plugin for a while, as long as that lasts. */
    public void onSlow(Consumer<Thread> told) {
        this.slow = told;
    }

    /**
     * Says how a thread is given up: whoever waits for it is answered.
     *
     * @param how told the thread and the calls that it is in, the innermost first; gives those up that have not returned
     */
    public void onGivingUp(BiConsumer<Thread, List<Call>> how) {
        this.givingUp = how;
    }

    Call begin(Lease<?> lease, String what) {
        Call call = new Call(lease, what);
        inFlight.add(call);
        return call;
    }

    /** It has returned; false if it was given up. */
    boolean end(Call call) {
        inFlight.remove(call);
        return call.end();
    }

    /** Those that a service has to answer now, the longest first. */
    List<Call> of(Berth<?> berth) {
        return which(call -> call.berth() == berth);
    }

    /** The services that a thread has not come back from in time, even though they have left. */
    public Set<Berth<?>> hungLeavers() {
        long now = System.nanoTime();
        return which(call -> call.berth().leaving() && call.isHung(now)).stream()
                .<Berth<?>>map(Call::berth)
                .collect(Collectors.toSet());
    }

    private List<Call> which(Predicate<Call> which) {
        return inFlight.stream()
                .filter(call -> !call.isOutside() && which.test(call))
                .sorted(Comparator.comparingLong(Call::began))
                .toList();
    }

    /**
     * Gives up what has taken too long, or will have before the next look. Of calls within each other the innermost is
     * to blame.
     */
    public void check(long now, Duration untilNextLook) {
        for (Call call : inFlight) {
            if (call.isSlow(now)) {
                slow.accept(call.thread());
                if (call.lease().isKept() && stack(call.thread()).indexOf(call) == 0) {
                    call.lease().sit();
                }
            }
            if (call.becomesOverdue(now + untilNextLook.toNanos())) {
                List<Call> stack = stack(call.thread());
                if (!stack.isEmpty()) {
                    stack.forEach(Call::overdue);
                    blame(stack.get(0), now);
                    stack.get(0).lease().sit();
                    giveUp(call.thread(), stack);
                }
            }
        }
    }

    private static void blame(Call guilty, long now) {
        boolean opened = guilty.berth().blame(guilty);
        log.error(
                "{} of {} has not returned for {} ms{}; {} is{}",
                guilty.what(),
                guilty.berth(),
                guilty.age(now).toMillis(),
                opened ? ", nobody calls it for a while" : "",
                guilty.thread().getName(),
                Trace.of(guilty.thread()));
    }

    /** Gives up those calls that a service has not answered. */
    int giveUp(Berth<?> berth, Predicate<Call> which) {
        List<Call> calls = which(call -> call.berth() == berth && which.test(call));
        calls.forEach(call -> giveUp(call.thread(), stack(call.thread())));
        return calls.size();
    }

    /** Whoever answers the client instead of that thread does so with its calls. */
    private void giveUp(Thread thread, List<Call> stack) {
        long now = System.nanoTime();
        CallTally.forget();
        stack.forEach(call -> CallTally.note(call.berth(), call.what(), now - call.began(), true));
        givingUp.accept(thread, stack);
        CallTally.forget();
    }

    private List<Call> stack(Thread thread) {
        List<Call> calls = new ArrayList<>(which(call -> call.thread() == thread));
        calls.sort(Comparator.comparingLong(Call::began).reversed());
        return calls;
    }
}
