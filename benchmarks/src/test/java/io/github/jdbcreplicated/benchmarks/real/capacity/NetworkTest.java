package io.github.jdbcreplicated.benchmarks.real.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final double EXACT = 1e-9;

    @Test
    void oneClientMeetsNobody() {
        Network network = new Network(2, 0.001, 3, 4, 0.010);
        assertThat(network.throughput(1)).isEqualTo(1 / 0.011, within(EXACT));
    }

    @Test
    void twoEqualStationsOfOnePlaceCarryWhatTheTextbookSays() {
        Network network = new Network(1, 0.010, 1, 1, 0.010);
        for (int clients = 1; clients <= 20; clients++) {
            assertThat(network.throughput(clients)).isEqualTo(clients / (clients + 1.0) / 0.010, within(EXACT));
        }
    }

    @Test
    void clientsThatAllFindAPlaceDoNotWait() {
        Network network = new Network(8, 0.001, 1, 8, 0.010);
        assertThat(network.throughput(8)).isEqualTo(8 / 0.011, within(EXACT));
    }

    @Test
    void manyClientsGetWhatTheConnectionsCarry() {
        Network network = new Network(2, 1e-6, 4, 4, 0.010);
        assertThat(network.throughput(2_000)).isEqualTo(4 * 4 / 0.010, within(5.0));
    }

    @Test
    void soManyServersThatTheApplicationLimits() {
        Network network = new Network(2, 0.001, 64, 4, 0.010);
        assertThat(network.throughput(768)).isEqualTo(2 / 0.001, within(1.0));
    }

    @Test
    void serversCarryLessThanOneQueueOfAllTheirConnectionsWould() {
        double apart = new Network(2, 1e-6, 4, 4, 0.010).throughput(16);
        double together = new Network(2, 1e-6, 1, 16, 0.010).throughput(16);
        assertThat(apart).isLessThan(together);
    }
}
