package io.github.jdbcreplicated.servlet.replay;

/** The contract on Tomcat. */
final class ReplayOnTomcatTest extends ReplayContract {
    @Override
    Container container() {
        return new TomcatContainer();
    }
}
