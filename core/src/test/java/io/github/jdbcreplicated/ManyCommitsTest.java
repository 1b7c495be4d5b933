package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Commits of random size, each followed by a read of the same client, while nobody else moves the primary: one position in
 * about a thousand ends with its page, and would keep a read waiting for seconds.
 */
class ManyCommitsTest extends PositionTest {
    /** Set to 60000 for the run that the figures in the documentation come from. */
    private static final int COMMITS = Integer.getInteger("jdbcreplicated.commits", 1_500);

    /** A stall lasts until a background process writes: 2.2 to 19.2 s were measured. */
    private static final Duration SHORTER_THAN_A_STALL = Duration.ofSeconds(2);

    private final Random random = new Random(60_000);

    @Test
    void noReadIsStaleAndNoneWaitsForAPositionThatIsNotReached() throws SQLException {
        open(builder()
                .maxWait(Duration.ofSeconds(30))
                .maxLag(Duration.ofSeconds(60))
                .captureTimeout(Duration.ofSeconds(10)));
        Duration longest = Duration.ZERO;
        int atPageEnd = 0;
        int fromReplicas = 0;
        for (int i = 0; i < COMMITS; i++) {
            String text = "x".repeat(random.nextInt(90)) + i;
            ConsistencyToken token = Objects.requireNonNull(afterPost(connection -> write(connection, text)));
            Position position = Objects.requireNonNull(positionIn(token));
            assertThat(position.isKnown()).isTrue();
            assertThat(position.lsn() % 8192)
                    .as("a position behind the header of a page that is not written yet")
                    .isNotEqualTo(24);
            atPageEnd += position.lsn() % 8192 == 0 ? 1 : 0;
            Duration took = took(() ->
                    assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo(text));
            longest = took.compareTo(longest) > 0 ? took : longest;
            fromReplicas += lastReason() == Reason.INFERRED_REPLICA ? 1 : 0;
        }
        System.getLogger("io.github.jdbcreplicated")
                .log(
                        System.Logger.Level.INFO,
                        "{0} commits, {1} positions at the end of a page, {2} reads from replicas, longest read {3}",
                        COMMITS,
                        atPageEnd,
                        fromReplicas,
                        longest);
        assertThat(longest).isLessThan(SHORTER_THAN_A_STALL);
        assertThat(fromReplicas).isEqualTo(COMMITS);
    }

    private void write(Connection connection, String text) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE note SET text = ? WHERE id = 1");
                PreparedStatement filler =
                        connection.prepareStatement("SELECT pg_logical_emit_message(true, '', repeat('w', ?))")) {
            connection.setAutoCommit(false);
            update.setString(1, text);
            update.executeUpdate();
            filler.setInt(1, random.nextInt(400));
            filler.executeQuery();
            connection.commit();
        }
    }
}
