package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.boot.ReplicationSettingException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The numbers in {@code replicas[0]}: those of a list, though they are a map's keys. */
final class ReplicaNumbers {
    private ReplicaNumbers() {}

    static boolean isOne(String key) {
        return of(key) < Integer.MAX_VALUE;
    }

    /** The key's number; names come after all numbers. */
    static int of(String key) {
        return key.matches("\\d{1,6}") ? Integer.parseInt(key) : Integer.MAX_VALUE;
    }

    /** Refuses a list with a hole, as Spring Boot does where it binds one: what is not there may have been meant to be. */
    static void requireNoGap(String cluster, Set<String> keys) {
        Set<Integer> numbers = keys.stream()
                .filter(ReplicaNumbers::isOne)
                .map(ReplicaNumbers::of)
                .collect(Collectors.toCollection(TreeSet::new));
        int next = 0;
        for (int number : numbers) {
            if (number != next) {
                String list = cluster + ".replicas";
                throw new ReplicationSettingException(
                        list + "[" + next + "] is missing, but there is " + list + "[" + number
                                + "]; numbers begin at 0 and have no gaps",
                        "Add it, count the others without it, or give replicas names: " + list + ".<name>.url.");
            }
            next++;
        }
    }
}
