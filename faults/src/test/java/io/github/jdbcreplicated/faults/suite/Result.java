package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Fate;
import io.github.jdbcreplicated.faults.load.Sample;
import io.github.jdbcreplicated.testkit.history.Guarantee;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import io.github.jdbcreplicated.testkit.history.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a fault did to the clients.
 *
 * @param calm whether all was well before the fault
 * @param samples the requests that ended after the fault had begun
 * @param changes what the router said since then
 * @param detectMillis from the fault's begin to the first change; null if none came
 * @param recoverMillis from the fault's end until all was as before; null if it did not become so in time
 * @param goodWriteMillis from each promotion's return to the first good write; null where none came
 * @param outMillis from the first promotion's return until a node went out
 * @param byLoser how many writes losers accepted from 2 s after the promotion had returned
 * @param closeMillis how long the application took to close
 * @param waiting the requests that waited for a server when the fault was about to end, and where
 * @param amplification how often handlers were called, per request
 */
record Result(
        Fault fault,
        String topology,
        boolean calm,
        List<Sample> samples,
        List<Change> changes,
        HistoryReport history,
        @Nullable Long detectMillis,
        @Nullable Long recoverMillis,
        List<@Nullable Long> goodWriteMillis,
        Map<String, Long> outMillis,
        long byLoser,
        Remains left,
        double amplification,
        long closeMillis,
        List<String> waiting,
        List<String> notes) {

    private static final double HALF = 0.5;

    /** For how long a dead node may be given work before the router knows. */
    private static final long DETECTION_NANOS = 2_000_000_000;

    /** The same, after the shop was closed. */
    Result closed(long millis, int threads) {
        return new Result(
                fault,
                topology,
                calm,
                samples,
                changes,
                history,
                detectMillis,
                recoverMillis,
                goodWriteMillis,
                outMillis,
                byLoser,
                new Remains(threads, left.active()),
                amplification,
                millis,
                waiting,
                notes);
    }

    List<Bar> missed() {
        return fault.bars().stream().filter(bar -> !bar.isReached().test(this)).toList();
    }

    long gets() {
        return count(Sample::isGet);
    }

    long gets(Fate fate) {
        return count(sample -> sample.isGet() && sample.fate() == fate);
    }

    long failedGets() {
        return gets() - gets(Fate.GOOD);
    }

    long writes() {
        return count(Sample::isWrite);
    }

    long writes(Fate fate) {
        return count(sample -> sample.isWrite() && sample.fate() == fate);
    }

    long slowestGet() {
        return getMillis().max().orElse(0);
    }

    long getP99() {
        long[] sorted = getMillis().sorted().toArray();
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * 0.99 + HALF))];
    }

    /** Of the writes that failed in any way, those of which the router cannot say that it was about to find out why. */
    long untypedOnceDetected() {
        return count(sample -> sample.isWrite() && sample.fate() == Fate.FAILED && !isBeforeDetection(sample));
    }

    /** GETs that failed although the router knew, or should have. */
    long failedGetsOnceDetected() {
        return count(sample -> sample.isGet() && !sample.isGood() && !isBeforeDetection(sample));
    }

    private boolean isBeforeDetection(Sample failed) {
        return changes.stream()
                .filter(change -> change.type() == Change.Type.OUT || change.type() == Change.Type.NO_PRIMARY)
                .anyMatch(change -> change.nanos() - failed.startNanos() >= 0
                        && change.nanos() - failed.endNanos() <= DETECTION_NANOS);
    }

    long slowestFailedGet() {
        return samples.stream()
                .filter(sample -> sample.isGet() && !sample.isGood())
                .mapToLong(Sample::millis)
                .max()
                .orElse(0);
    }

    double goodWrites() {
        return writes() == 0 ? 1 : (double) writes(Fate.GOOD) / writes();
    }

    long stale() {
        return history.count(Guarantee.READ_YOUR_WRITES, Verdict.VIOLATION);
    }

    long violations(Guarantee guarantee) {
        return history.count(guarantee, Verdict.VIOLATION);
    }

    long lost() {
        return history.count(Guarantee.NO_WRITE_LOST, Verdict.LOST);
    }

    long databaseWindow() {
        return history.findings(Verdict.DB_WINDOW).size();
    }

    private LongStream getMillis() {
        return samples.stream().filter(Sample::isGet).mapToLong(Sample::millis);
    }

    private long count(Predicate<Sample> which) {
        return samples.stream().filter(which).count();
    }
}
