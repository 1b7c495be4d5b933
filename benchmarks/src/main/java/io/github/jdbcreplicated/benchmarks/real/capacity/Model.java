package io.github.jdbcreplicated.benchmarks.real.capacity;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Predicts what servers carry; what was measured decides one number of it, for how long a read needs its connection. */
record Model(int processors, double demand, int connections, double service) {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int STEPS = 40;

    /** The one whose squared relative errors at these points are least; the service lies between the two given. */
    static Model fitted(int processors, double demand, int connections, double least, double most, List<Point> points) {
        double service =
                minimum(least, most, each -> new Model(processors, demand, connections, each).squaredErrors(points));
        return new Model(processors, demand, connections, service);
    }

    double throughput(int servers, int clients) {
        return new Network(processors, demand, servers, connections, service).throughput(clients);
    }

    /** By what part it predicts more than was measured. */
    double error(Point point) {
        return throughput(point.servers(), point.clients()) / point.throughput() - 1;
    }

    private double squaredErrors(List<Point> points) {
        return points.stream()
                .mapToDouble(this::error)
                .map(error -> error * error)
                .sum();
    }

    /** Golden-section search: the function falls up to its minimum, then rises. */
    private static double minimum(double from, double to, DoubleUnaryOperator function) {
        double low = from;
        double high = to;
        for (int i = 0; i < STEPS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (function.applyAsDouble(left) < function.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }
}
