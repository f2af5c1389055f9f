// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The right to call a plugin's service: while it is held, the plugin does not go away unless patience runs out.
 *
 * <p>It takes one of the seats of the service, until it is closed or {@linkplain #keep kept} for something that needs no
 * thread of the workers. May be passed between threads, closed by any of them; a second close does nothing.
 */
public final class Lease<S> implements AutoCloseable {

    private static final int CLOSED = 0;
    private static final int KEPT = 1;
    private static final int SEATED = 2;

    private final Berth<S> berth;
    private final boolean trial;
    private final AtomicInteger state = new AtomicInteger(SEATED);
    private volatile boolean called;
    private volatile boolean givenUp;
    private volatile @Nullable Duration patience;
    private volatile boolean satDown;

    /** What is asked of a service; returns an answer, because an interface that answers must not answer with null. */
    @FunctionalInterface
    public interface Question<S, T, X extends Exception> {
        @Nullable
        T ask(S service) throws X;
    }

    /** What is told to a service. */
    @FunctionalInterface
    public interface Order<S, X extends Exception> {
        void tell(S service) throws X;
    }

    /**
     * Makes one.
     *
     * @param trial whether it is for finding out if the service is well again
     */
    Lease(Berth<S> berth, boolean trial) {
        this.berth = berth;
        this.trial = trial;
    }

    public Berth<S> berth() {
        return berth;
    }

    /**
     * Calls the service, with all that protects the server from it.
     *
     * @param what is called, for the log
     * @throws PluginFault if it answers with null
     * @throws GivenUp if it took so long that nobody waits any more
     */
    public <T, X extends Exception> T call(String what, Question<S, T, X> question) throws X {
        return call(what, question, thrown -> false);
    }

    /**
     * Calls the service.
     *
     * @param ofOthers whether the service only passes on what another one has thrown
     */
    public <T, X extends Exception> T call(String what, Question<S, T, X> question, Predicate<Throwable> ofOthers)
            throws X {
        return call(what, question, berth.service(), ofOthers);
    }

    /** Calls something that the service has made, on its account. */
    public <P, T, X extends Exception> T callPart(String what, P part, Question<P, T, X> question) throws X {
        return call(what, question, part, thrown -> false);
    }

    /**
     * Calls something that the service has made and that calls back.
     *
     * @param question asked of the call itself, which is to be {@linkplain Call#leave left} meanwhile
     */
    public <T, X extends Exception> T callWithin(String what, Question<Call, T, X> question) throws X {
        return watched(what, question, thrown -> false);
    }

    /** Tells the service something. */
    public <X extends Exception> void run(String what, Order<S, X> order) throws X {
        runPart(what, berth.service(), order);
    }

    /** Tells something to what the service has made, on its account. */
    public <P, X extends Exception> void runPart(String what, P part, Order<P, X> order) throws X {
        Boolean unused = callPart(what, part, asked -> {
            order.tell(asked);
            return true;
        });
    }

    private <P, T, X extends Exception> T call(
            String what, Question<P, T, X> question, P asked, Predicate<Throwable> ofOthers) throws X {
        return watched(what, call -> question.ask(asked), ofOthers);
    }

    private <T, X extends Exception> T watched(
            String what, Question<Call, T, X> question, Predicate<Throwable> ofOthers) throws X {
        called = true;
        Call call = berth.begin(this, what);
        boolean failed = true;
        try {
            T answer = question.ask(call);
            if (answer == null) {
                throw new PluginFault(what + " of " + berth + " answered with null");
            }
            failed = false;
            return answer;
        } catch (Throwable e) {
            failed = berth.isFailure(e) && !ofOthers.test(e);
            throw e;
        } finally {
            if (satDown) {
                standUp();
            }
            berth.end(call, failed);
        }
    }

    /** Whether a call under this lease was given up: whoever made it has no say any more. */
    public boolean isGivenUp() {
        return givenUp;
    }

    void givenUp() {
        givenUp = true;
    }

    /** A transfer is held up in the service: it counts as those do that hold a worker, or there would be no bound. */
    void sit() {
        if (state.compareAndSet(KEPT, SEATED)) {
            satDown = true;
            berth.sit();
        }
    }

    /** The service has come back to the transfer; too late, if it was given up: then the seat is kept to the end. */
    private void standUp() {
        if (!givenUp) {
            satDown = false;
            if (state.compareAndSet(SEATED, KEPT)) {
                berth.stand();
            }
        }
    }

    boolean isKept() {
        return state.get() == KEPT;
    }

    /** Whether what needs it ends when it is told to. */
    boolean isAbortable() {
        return berth.isAbortable(this);
    }

    /** How long a call may take. */
    Duration deadline() {
        Duration own = patience;
        Duration usual = berth.deadline();
        return own != null && own.compareTo(usual) > 0 ? own : usual;
    }

    /** Tells what to do when the plugin must go and patience has run out: abort the transfer that needs it. */
    public void onRevoke(Runnable abort) {
        berth.onRevoke(this, abort);
    }

    /** Holds on without a seat: from here on no worker's thread is in the service. */
    public void keep() {
        keep(Duration.ZERO);
    }

    /**
     * The same, for a transfer.
     *
     * @param patience how long a call may take from now on, where that is more than a command's calls may
     */
    public void keep(Duration patience) {
        this.patience = patience;
        if (state.compareAndSet(SEATED, KEPT)) {
            berth.stand();
        }
    }

    @Override
    public void close() {
        int before = state.getAndSet(CLOSED);
        if (before != CLOSED) {
            if (trial && !givenUp) {
                berth.tried(called);
            }
            berth.release(this, before == SEATED);
        }
    }
}
