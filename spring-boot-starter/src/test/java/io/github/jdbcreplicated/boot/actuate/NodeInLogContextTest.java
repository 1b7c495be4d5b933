package io.github.jdbcreplicated.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Route.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class NodeInLogContextTest {
    private static final Route PRIMARY = new Route("default", "primary", Reason.WRITE_STATEMENT);
    private static final Route REPLICA = new Route("default", "replica-1", Reason.INFERRED_REPLICA);

    private final NodeInLogContext context = new NodeInLogContext();

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @Test
    void nodeIsThereWhileItIsLeasedAndWhatWasThereComesBack() {
        MDC.put("db.node", "mine");
        context.leased(REPLICA);
        assertThat(MDC.get("db.node")).isEqualTo("replica-1");
        context.released(REPLICA);
        assertThat(MDC.get("db.node")).isEqualTo("mine");
    }

    @Test
    void nothingIsLeftWhereNothingWas() {
        context.leased(REPLICA);
        context.released(REPLICA);
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void connectionsMayGoBackInAnyOrder() {
        context.leased(REPLICA);
        context.leased(PRIMARY);
        context.released(REPLICA);
        assertThat(MDC.get("db.node")).isEqualTo("primary");
        context.released(PRIMARY);
        assertThat(MDC.get("db.node")).isNull();
    }

    @Test
    void connectionThatAnotherThreadGivesBackChangesNothingHere() {
        MDC.put("db.node", "mine");
        context.released(REPLICA);
        assertThat(MDC.get("db.node")).isEqualTo("mine");
    }
}
