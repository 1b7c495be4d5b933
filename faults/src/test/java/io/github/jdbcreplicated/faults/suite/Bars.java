package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Fate;
import io.github.jdbcreplicated.testkit.history.Guarantee;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The bars that rows share. */
final class Bars {

    static final Bar CALM = new Bar("no error before the fault", Result::calm, result -> "there was one");
    static final Bar NONE_STALE =
            new Bar("0 stale reads", result -> result.stale() == 0, result -> result.stale() + " stale");
    static final Bar NONE_DOUBLED = new Bar(
            "0 doubled writes",
            result -> result.violations(Guarantee.NO_WRITE_DOUBLED) == 0,
            result -> result.violations(Guarantee.NO_WRITE_DOUBLED) + " doubled");
    static final Bar NONE_MADE_UP = new Bar(
            "0 writes that failed, said the answer, and took effect",
            result -> result.violations(Guarantee.NO_FAILED_WRITE_SEEN) == 0,
            result -> result.violations(Guarantee.NO_FAILED_WRITE_SEEN) + " took effect");
    static final Bar NONE_LOST = new Bar(
            "0 acknowledged writes lost, but for those the promoted node had not received",
            result -> result.violations(Guarantee.NO_WRITE_LOST) == 0,
            result -> result.violations(Guarantee.NO_WRITE_LOST) + " lost");
    static final Bar NOTHING_LEFT = new Bar(
            "0 threads and connections left",
            result -> result.left().isNothing(),
            result -> result.left().threads() + " threads, " + result.left().active() + " connections");
    static final Bar RECOVERED = new Bar(
            "all as before within 20 s", result -> result.recoverMillis() != null, result -> "it did not become so");

    static final Bar CLOSES = new Bar(
            "close() ≤ 5000 ms", result -> result.closeMillis() <= 5000, result -> result.closeMillis() + " ms");

    /** Whatever happens. */
    static final List<Bar> EVERYWHERE =
            List.of(CALM, NONE_STALE, NONE_DOUBLED, NONE_MADE_UP, NONE_LOST, NOTHING_LEFT, RECOVERED, CLOSES);

    static final Bar NO_FAILED_GET =
            new Bar("0 failed GETs", result -> result.failedGets() == 0, result -> result.failedGets() + " failed");
    static final Bar NO_FAILED_GET_ONCE_DETECTED = new Bar(
            "0 failed GETs but those under way when the nodes were lost",
            result -> result.failedGetsOnceDetected() == 0,
            result -> result.failedGetsOnceDetected() + " failed");
    static final Bar NO_FAILED_WRITE = new Bar(
            "0 failed writes",
            result -> result.writes() == result.writes(Fate.GOOD),
            result -> (result.writes() - result.writes(Fate.GOOD)) + " failed");
    static final Bar WRITES_FAIL_TYPED = new Bar(
            "writes begun after the detection fail typed or not at all",
            result -> result.untypedOnceDetected() + result.writes(Fate.NO_ANSWER) == 0,
            result -> result.untypedOnceDetected() + " failed otherwise, " + result.writes(Fate.NO_ANSWER)
                    + " without answer");
    static final Bar NO_WRITE_ABORTED = new Bar(
            "0 writes given up that would have succeeded",
            result -> result.writes(Fate.FAILED) + result.writes(Fate.NO_ANSWER) + result.writes(Fate.UNKNOWN) == 0,
            result -> result.writes(Fate.FAILED) + " failed, " + result.writes(Fate.UNKNOWN) + " unknown, "
                    + result.writes(Fate.NO_ANSWER) + " without answer");
    static final Bar MOST_WRITES = new Bar(
            "≥ 99.9 % of writes succeed",
            result -> result.goodWrites() >= 0.999,
            result -> String.format(Locale.ROOT, "%.1f %%", 100 * result.goodWrites()));
    static final Bar P99 =
            new Bar("GETs' p99 ≤ 1000 ms", result -> result.getP99() <= 1000, result -> result.getP99() + " ms");
    static final Bar FEW_REPLAYS = new Bar(
            "amplification ≤ 1.1",
            result -> result.amplification() <= 1.1,
            result -> String.format(Locale.ROOT, "%.2f", result.amplification()));
    static final Bar GOOD_WRITE_SOON = new Bar(
            "first good write ≤ 2000 ms after the promotion returned",
            result -> !result.goodWriteMillis().isEmpty()
                    && result.goodWriteMillis().stream().allMatch(millis -> millis != null && millis <= 2000),
            result -> result.goodWriteMillis() + " ms");
    static final Bar NONE_BY_LOSER = new Bar(
            "0 writes accepted by the loser from 2 s on",
            result -> result.byLoser() == 0,
            result -> result.byLoser() + " accepted");
    static final Bar NOBODY_OUT = new Bar(
            "no node taken out",
            result -> result.changes().stream().noneMatch(change -> change.type() == Change.Type.OUT),
            result -> result.changes().toString());

    static final Bar ONLY_TYPED_GETS = new Bar(
            "failed GETs are typed",
            result -> result.failedGets() == result.gets(Fate.TYPED),
            result -> (result.failedGets() - result.gets(Fate.TYPED)) + " failed otherwise");
    static final Bar FAILS_FAST = new Bar(
            "GETs fail within 1000 ms",
            result -> result.slowestFailedGet() <= 1000,
            result -> result.slowestFailedGet() + " ms");

    private Bars() {}

    static Bar slowest(long millis) {
        return new Bar(
                "slowest GET ≤ " + millis + " ms",
                result -> result.slowestGet() <= millis,
                result -> result.slowestGet() + " ms");
    }

    static Bar detected() {
        return new Bar(
                "detected ≤ 2000 ms",
                result -> result.detectMillis() != null && result.detectMillis() <= 2000,
                result -> result.detectMillis() == null
                        ? "not detected"
                        : Objects.requireNonNull(result.detectMillis()) + " ms");
    }

    /** A node that goes on answering though it must not serve any more. */
    static Bar outAfterPromotion(String node) {
        return new Bar(
                node + " out ≤ 2000 ms after the promotion",
                result -> outMillis(result, node) <= 2000,
                result -> outMillis(result, node) == Long.MAX_VALUE ? "it stayed in" : outMillis(result, node) + " ms");
    }

    private static long outMillis(Result result, String node) {
        return result.outMillis().getOrDefault(node, Long.MAX_VALUE);
    }
}
