package io.github.jdbcreplicated.benchmarks.real;

/**
 * One of those that are compared.
 *
 * @param name as its row says it
 * @param base the name of the one that it is compared with, which is its own for those that others are compared with
 */
public record Contender(String name, String base, Work work) {
    /** One that others are compared with. */
    public static Contender base(String name, Work work) {
        return new Contender(name, name, work);
    }
}
