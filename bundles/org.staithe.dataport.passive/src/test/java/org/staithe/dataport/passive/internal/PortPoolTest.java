// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPoolTest {

    @Test
    void portsComeInAnOrderThatDiffersEachTime() throws Exception {
        List<Integer> one = drain(new PortPool(range(1000)));
        List<Integer> other = drain(new PortPool(range(1000)));
        assertThat(one).doesNotHaveDuplicates().hasSize(1000).isNotEqualTo(other);
        assertThat(one).isNotEqualTo(one.stream().sorted().toList());
        assertThat(neighbours(one)).as("ports that follow their neighbour").isLessThan(30);
    }

    @Test
    void aPortThatCameBackIsNotTheNextOne() throws Exception {
        PortPool pool = new PortPool(range(1000));
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            int port = pool.take();
            seen.add(port);
            pool.giveBack(port);
        }
        assertThat(seen).as("different ports of 1000 draws").hasSizeGreaterThan(500);
    }

    @Test
    void bothEndsOfTheRandomNumbersAreInTheRange() throws Exception {
        assertThat(new PortPool(range(10), () -> 0).take()).isEqualTo(50_000);
        assertThat(new PortPool(range(10), () -> -1).take()).isEqualTo(50_009);
    }

    @Test
    void allPortsAreFreeAgainWhenAllCameBack() throws Exception {
        PortPool pool = new PortPool(range(100));
        List<Integer> lent = drain(pool);
        assertThat(pool.free()).isZero();
        lent.forEach(pool::giveBack);
        assertThat(pool.free()).isEqualTo(100);
        assertThat(drain(pool)).containsExactlyInAnyOrderElementsOf(lent);
    }

    @Test
    void portsThatTheSystemChoseAreCountedToo() throws Exception {
        PortPool pool = new PortPool(new BitSet());
        int one = pool.take();
        int other = pool.take();
        assertThat(pool.use().lent()).isEqualTo(2);
        pool.giveBack(one);
        assertThat(pool.use().lent()).isEqualTo(1);
        pool.giveBack(other);
        assertThat(pool.use().lent()).isZero();
        pool.change(range(3));
        assertThat(pool.free()).isEqualTo(3);
    }

    @Test
    void portsOfAFormerRangeDoNotComeBack() throws Exception {
        PortPool pool = new PortPool(range(2));
        int one = pool.take();
        int other = pool.take();
        pool.change(new BitSet());
        assertThat(pool.take()).isEqualTo(PortPool.ANY);
        pool.giveBack(PortPool.ANY);
        pool.giveBack(one);
        pool.change(range(3));
        assertThat(drain(pool)).containsExactlyInAnyOrder(one, 50_002);
        pool.giveBack(other);
        assertThat(drain(pool)).containsExactly(other);
    }

    @Test
    void portsOfAFormerRangeAreNotCounted() throws Exception {
        PortPool pool = new PortPool(range(2));
        drain(pool);
        pool.change(range(1));
        assertThat(pool.use().lent()).isEqualTo(1);
        BitSet others = new BitSet();
        others.set(60_000, 60_010);
        pool.change(others);
        assertThat(pool.use().lent()).isZero();
    }

    private static long neighbours(List<Integer> ports) {
        long count = 0;
        for (int i = 1; i < ports.size(); i++) {
            count += ports.get(i) == ports.get(i - 1) + 1 ? 1 : 0;
        }
        return count;
    }

    private static List<Integer> drain(PortPool pool) throws IOException {
        List<Integer> ports = new ArrayList<>();
        while (pool.free() > 0) {
            ports.add(pool.take());
        }
        return ports;
    }

    private static BitSet range(int count) {
        BitSet ports = new BitSet();
        ports.set(50_000, 50_000 + count);
        return ports;
    }
}
