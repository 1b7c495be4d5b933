package io.github.jdbcreplicated.testkit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks one key's lists: what was appended, and how often, against what reads and the final read have seen. */
final class ListCheck {

    private final Context context;
    private final Tally tally;

    /** Who appended an element: several only if the client itself sent it again. */
    private final Map<String, List<HistoryEvent>> writers = new HashMap<>();

    /** Each element is reported once, however many reads show it. */
    private final Set<String> reported = new HashSet<>();

    ListCheck(Context context, Tally tally) {
        this.context = context;
        this.tally = tally;
    }

    void check(List<HistoryEvent> key) {
        key.stream().filter(event -> event.operation().isWrite()).forEach(this::noteWrite);
        List<HistoryEvent> reads = key.stream()
                .filter(event -> event.isCountedRead() && mayBeList(event))
                .toList();
        reads.forEach(this::checkElements);
        reads.stream().filter(read -> read.operation() == Operation.FINAL).forEach(last -> checkComplete(last, key));
    }

    private static boolean mayBeList(HistoryEvent read) {
        return read.operation() == Operation.FINAL || !read.value().elements().isEmpty();
    }

    private void noteWrite(HistoryEvent write) {
        write.value()
                .elements()
                .forEach(element -> writers.computeIfAbsent(element, any -> new ArrayList<>())
                        .add(write));
    }

    private void checkElements(HistoryEvent read) {
        tally.checked(Guarantee.NO_WRITE_DOUBLED, read);
        tally.checked(Guarantee.NO_FAILED_WRITE_SEEN, read);
        Map<String, Integer> counts = new HashMap<>();
        read.value().elements().forEach(element -> counts.merge(element, 1, Integer::sum));
        counts.forEach((element, count) -> checkElement(read, element, count));
    }

    private void checkElement(HistoryEvent read, String element, int count) {
        List<HistoryEvent> sent = writers.getOrDefault(element, List.of());
        long effective =
                sent.stream().filter(write -> write.outcome() != Outcome.FAIL).count();
        if (!sent.isEmpty() && effective == 0) {
            report(Guarantee.NO_FAILED_WRITE_SEEN, sent, read, element, "is there although its write failed");
        } else if (count > Math.max(1, effective)) {
            String how = "is there " + count + " times, sent " + sent.size() + (sent.size() == 1 ? " time" : " times");
            report(Guarantee.NO_WRITE_DOUBLED, sent, read, element, how);
        }
    }

    private void checkComplete(HistoryEvent last, List<HistoryEvent> key) {
        Set<String> there = new HashSet<>(last.value().elements());
        for (HistoryEvent write : key) {
            if (write.isCountedWrite() && isDue(write, last)) {
                write.value().elements().forEach(element -> checkKept(last, there, write, element));
            }
        }
    }

    /** Deletes and resets take whole lists away; what they may have taken is not missed. */
    private boolean isDue(HistoryEvent write, HistoryEvent last) {
        return write.span().endedBefore(last.span())
                && context.binding(Lane.READ_YOUR_WRITES, write).equals(context.bound(Lane.READ_YOUR_WRITES, last))
                && !context.deletes().mayHaveDeleted(write);
    }

    private void checkKept(HistoryEvent last, Set<String> there, HistoryEvent write, String element) {
        tally.checked(Guarantee.NO_WRITE_LOST, last);
        if (!there.contains(element)) {
            Verdict verdict = context.losses().isLost(write) ? Verdict.LOST : Verdict.VIOLATION;
            String reason = "element " + element + " was acknowledged and is not in the final list";
            tally.found(new Finding(Guarantee.NO_WRITE_LOST, verdict, write, last, reason));
        }
    }

    private void report(Guarantee guarantee, List<HistoryEvent> writes, HistoryEvent read, String element, String how) {
        if (reported.add(element)) {
            HistoryEvent write = writes.isEmpty() ? null : writes.get(0);
            tally.found(new Finding(guarantee, Verdict.VIOLATION, write, read, "element " + element + " " + how));
        }
    }
}
