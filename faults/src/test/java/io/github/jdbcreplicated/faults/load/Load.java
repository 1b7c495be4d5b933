package io.github.jdbcreplicated.faults.load;

import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many clients at once, until they are stopped. Safe for use by several threads. */
public final class Load {
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Duration patience;

    /** Written once by whoever stops the load, read by all clients. */
    private volatile boolean stopped;

    private Load(Duration patience) {
        this.patience = patience;
    }

    /** The keys of the items that clients with these plans need, one for each. */
    public static List<String> keys(String row, List<Plan> plans) {
        List<String> keys = new ArrayList<>();
        for (Plan plan : plans) {
            for (int number = 0; number < plan.clients(); number++) {
                keys.add(row + "-" + plan.name() + "-" + number);
            }
        }
        return keys;
    }

    public static Load start(
            String row,
            List<Plan> plans,
            URI address,
            HistoryRecorder recorder,
            Positions positions,
            Duration patience) {
        Load load = new Load(patience);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (Plan plan : plans) {
            for (int number = 0; number < plan.clients(); number++) {
                String key = row + "-" + plan.name() + "-" + number;
                Browser browser = new Browser(http, address, patience);
                load.add(new Client(
                        key,
                        number,
                        plan,
                        browser,
                        recorder.session(key),
                        positions,
                        load.samples::add,
                        () -> !load.stopped));
            }
        }
        load.threads.forEach(Thread::start);
        return load;
    }

    /** What has ended so far. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Lets every client end what it has begun. */
    public void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(patience.toMillis() + 2000);
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " does not end");
            }
        }
    }

    private void add(Client client) {
        Thread thread = new Thread(client, "client-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
    }
}
