package io.github.jdbcreplicated.servlet.replay;

/** The contract on Jetty. */
final class ReplayOnJettyTest extends ReplayContract {
    @Override
    Container container() {
        return new JettyContainer();
    }
}
