// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.guard;

import java.util.Comparator;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.staithe.core.internal.whiteboard.Call;
import org.staithe.core.internal.whiteboard.Lease;

/**
 * What a plugin lists for us, one element after the other. All of it is one call, which is left while an element is used:
 * a client that reads its listing slowly is not the plugin's fault.
 */
final class GuardedElements<T> implements Spliterator<T> {

    private static final String WHAT = "list";

    private final Lease<?> lease;
    private final Spliterator<T> elements;

    GuardedElements(Lease<?> lease, Spliterator<T> elements) {
        this.lease = lease;
        this.elements = elements;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> use) {
        return lease.callWithin(WHAT, call -> elements.tryAdvance(element -> use(call, element, use)));
    }

    @Override
    public void forEachRemaining(Consumer<? super T> use) {
        Boolean unused = lease.callWithin(WHAT, call -> {
            elements.forEachRemaining(element -> use(call, element, use));
            return true;
        });
    }

    private static <T> void use(Call call, T element, Consumer<? super T> use) {
        call.leave();
        try {
            use.accept(element);
        } finally {
            call.enter();
        }
    }

    /** One thread sends a listing. */
    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return elements.estimateSize();
    }

    @Override
    public int characteristics() {
        return elements.characteristics();
    }

    @Override
    public Comparator<? super T> getComparator() {
        return elements.getComparator();
    }
}
