package io.github.jdbcreplicated.benchmarks.frame;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Has the logs of a measuring JVM say only what is wrong; named by {@code java.util.logging.config.class}. */
public final class Quiet {

    /** Called by the logging framework as it starts. */
    public Quiet() {
        Logger.getLogger("").setLevel(Level.WARNING);
    }
}
