package io.github.jdbcreplicated.benchmarks.real.capacity;

import java.util.Arrays;

/**
 * A closed queueing network: clients that ask again as soon as they are answered, an application with some processors,
 * and equal servers with some connections each, one of which is chosen by chance. Times are exponentially distributed.
 *
 * @param processors of the application
 * @param demand processor time of the application for one operation, in seconds
 * @param servers how many there are
 * @param connections to each server
 * @param service for how long an operation needs its connection, in seconds
 */
record Network(int processors, double demand, int servers, int connections, double service) {

    /**
     * Operations per second with so many clients: the ratio of two normalisation constants, which are those of all
     * stations folded together (Buzen 1973).
     */
    double throughput(int clients) {
        double unit = slowest();
        double[] constants = station(demand / unit, processors, clients);
        double[] server = station(service / servers / unit, connections, clients);
        for (int i = 0; i < servers; i++) {
            constants = folded(constants, server);
        }
        return constants[clients - 1] / constants[clients] / unit;
    }

    /** What would limit the throughput of any number of clients: in this unit the constants neither vanish nor overflow. */
    private double slowest() {
        return Math.max(demand / processors, service / servers / connections);
    }

    /** For each number of clients that are at a station, its factor in their probability. */
    private static double[] station(double demand, int places, int clients) {
        double[] factors = new double[clients + 1];
        factors[0] = 1;
        for (int there = 1; there <= clients; there++) {
            factors[there] = factors[there - 1] * demand / Math.min(there, places);
        }
        return factors;
    }

    private static double[] folded(double[] some, double[] more) {
        double[] both = new double[some.length];
        Arrays.setAll(both, all -> {
            double sum = 0;
            for (int there = 0; there <= all; there++) {
                sum += some[there] * more[all - there];
            }
            return sum;
        });
        return both;
    }
}
