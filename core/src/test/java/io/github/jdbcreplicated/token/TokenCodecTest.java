package io.github.jdbcreplicated.token;

import static io.github.jdbcreplicated.token.Fixtures.NOON;
import static io.github.jdbcreplicated.token.Fixtures.codec;
import static io.github.jdbcreplicated.token.Fixtures.codecAfter;
import static io.github.jdbcreplicated.token.Fixtures.key;
import static io.github.jdbcreplicated.token.Fixtures.positionIn;
import static io.github.jdbcreplicated.token.Fixtures.token;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import io.github.jdbcreplicated.token.TokenCodec.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCodecTest {
    private static final Position EARLY = new Position(1, 10);
    private static final Position LATE = new Position(1, 20);

    // ---- What is none

    @Test
    void whatIsNotThereIsEmpty() {
        TokenCodec codec = codec("key");
        for (String text : new String[] {null, "", " ", "\t \n", "null", "undefined"}) {
            assertThat(codec.read(text)).isEqualTo(new Reading(ConsistencyToken.NONE, Outcome.EMPTY));
        }
        assertThat(codec.read("NULL").outcome()).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void anUnknownVersionNeedsTheShapeOfAnyVersion() {
        TokenCodec codec = codec("key");

        assertThat(codec.read(Base64Url.encode(new byte[20])).outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(codec.read(Base64Url.encode(new byte[21])).outcome()).isEqualTo(Outcome.UNKNOWN_VERSION);
        assertThat(codec.read(Base64Url.encode(new byte[384])).outcome()).isEqualTo(Outcome.UNKNOWN_VERSION);
    }

    @Test
    void anUnknownKeyNeedsTheShapeOfThisVersion() {
        TokenCodec codec = codec("key");

        assertThat(codec.read(ofStranger(30)).outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(codec.read(ofStranger(31)).outcome()).isEqualTo(Outcome.UNKNOWN_KEY);
        assertThat(codec.read(ofStranger(147)).outcome()).isEqualTo(Outcome.UNKNOWN_KEY);
        assertThat(codec.read(ofStranger(148)).outcome()).isEqualTo(Outcome.MALFORMED);
    }

    private static String ofStranger(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = TokenFormat.VERSION;
        return Base64Url.encode(bytes);
    }

    // ---- Keys

    @Test
    void anOldKeyIsGoodUntilItIsRemoved() {
        String old = codec("old").encode(token("a", LATE));

        assertThat(positionIn(codec("new", "old").read(old).token(), "a")).isEqualTo(LATE);
        assertThat(codec("new").read(old)).isEqualTo(new Reading(ConsistencyToken.UNVERIFIED, Outcome.UNKNOWN_KEY));
    }

    @Test
    void theFirstKeySigns() {
        String text = codec("new", "old").encode(token("a", LATE));

        assertThat(codec("new").read(text).outcome()).isEqualTo(Outcome.READ);
        assertThat(codec("old").read(text).outcome()).isEqualTo(Outcome.UNKNOWN_KEY);
    }

    @Test
    void everyStepOfAKeyChangeReadsWhatTheStepBesideItWrites() {
        List<TokenCodec> steps = List.of(codec("old"), codec("old", "new"), codec("new", "old"), codec("new"));
        for (int i = 1; i < steps.size(); i++) {
            TokenCodec before = steps.get(i - 1);
            TokenCodec after = steps.get(i);
            assertThat(positionIn(before.read(after.encode(token("a", LATE))).token(), "a"))
                    .isEqualTo(LATE);
            assertThat(positionIn(after.read(before.encode(token("a", LATE))).token(), "a"))
                    .isEqualTo(LATE);
        }
    }

    @Test
    void whatWasReadUnderAnOldKeyIsWrittenUnderTheNewIfItsClusterWasMet() {
        TokenCodec codec = codec("new", "old");
        String old = codec("old").encode(token("a", LATE).max(token("stranger", LATE)));
        ConsistencyToken read = codec.read(old).token();
        assertThat(positionIn(read, "a")).isEqualTo(LATE);

        ConsistencyToken again = codec("new").read(codec.encode(read)).token();
        assertThat(positionIn(again, "a")).isEqualTo(LATE);
        assertThat(positionIn(again, "stranger")).isNull();
    }

    @Test
    void aClusterThatWasOnlyMetUnderTheNewKeyIsRecognizedUnderTheOld() {
        TokenCodec codec = codec("new", "old");
        codec.encode(token("a", EARLY));

        ConsistencyToken read =
                codec.read(codec("old").encode(token("a", LATE))).token();
        assertThat(positionIn(codec("new").read(codec.encode(read)).token(), "a"))
                .isEqualTo(LATE);
    }

    @Test
    void whatWasReadUnderTheSigningKeyIsKeptEvenOfStrangers() {
        TokenCodec codec = codec("key");
        ConsistencyToken read =
                codec.read(codec("key").encode(token("stranger", LATE))).token();
        String text = codec.encode(read.with("a", "system of a", EARLY, 0));

        assertThat(positionIn(codec("key").read(text).token(), "stranger")).isEqualTo(LATE);
        assertThat(positionIn(codec("key").read(text).token(), "a")).isEqualTo(EARLY);
    }

    @Test
    void whatAnotherPurposesCodecReadIsKept() {
        TokenCodec.Builder job = TokenCodec.builder().keys(List.of(key("key"))).purpose("job");
        ConsistencyToken read =
                job.build().read(job.build().encode(token("stranger", LATE))).token();

        assertThat(positionIn(codec("key").read(codec("key").encode(read)).token(), "stranger"))
                .isEqualTo(LATE);
    }

    @Test
    void twoEntriesOfOneClusterBecomeOneThatPromisesBoth() {
        TokenCodec codec = codec("new", "old");
        ConsistencyToken ofOld =
                codec.read(codec("old").encode(token("a", EARLY))).token();
        ConsistencyToken ofNew =
                codec.read(codec("new").encode(token("a", LATE))).token();
        assertThat(positionIn(ofOld, "a")).isEqualTo(EARLY);

        ConsistencyToken both = codec.read(codec.encode(ofOld.max(ofNew).max(token("a", EARLY))))
                .token();
        assertThat(both.entries()).hasSize(1);
        assertThat(positionIn(both, "a")).isEqualTo(LATE);

        ConsistencyToken unknown = codec.read(codec.encode(ofNew.max(token("a", Position.UNKNOWN))))
                .token();
        assertThat(positionIn(unknown, "a")).isEqualTo(Position.UNKNOWN);
    }

    @Test
    void withoutKeysEachCodecHasItsOwn() {
        TokenCodec one = TokenCodec.builder().build();
        TokenCodec other = TokenCodec.builder().build();
        String text = one.encode(token("a", LATE));

        assertThat(one.isEphemeral()).isTrue();
        assertThat(codec("key").isEphemeral()).isFalse();
        assertThat(one.read(text).outcome()).isEqualTo(Outcome.READ);
        assertThat(other.read(text).outcome()).isEqualTo(Outcome.UNKNOWN_KEY);
    }

    @Test
    void theIdsOfKeysAndClustersAreTheSameEverywhere() {
        TokenKey one = new TokenKey(Fixtures.secret("key"), "a");
        TokenKey again = new TokenKey(Fixtures.secret("key"), "b");
        TokenKey other = new TokenKey(Fixtures.secret("other"), "a");

        assertThat(one.id()).isEqualTo(again.id()).isNotEqualTo(other.id());
        assertThat(one.idOf("a", "1")).isEqualTo(again.idOf("a", "1")).isNotEqualTo(other.idOf("a", "1"));
        assertThat(one.idOf("a", "1")).isNotEqualTo(one.idOf("a1", "")).isNotEqualTo(one.idOf("", "a1"));
        assertThat(one.namesLike(again)).isTrue();
        assertThat(one.namesLike(other)).isFalse();
    }

    @Test
    void aKeyRemembersFewClustersAndNamesAny() {
        TokenKey key = new TokenKey(Fixtures.secret("key"), "a");
        IntStream.range(0, 10_000).forEach(i -> key.idOf("cluster " + i, ""));

        assertThat(key.met()).hasSize(TokenKey.REMEMBERED);
        assertThat(key.idOf("cluster 9999", ""))
                .isEqualTo(new TokenKey(Fixtures.secret("key"), "a").idOf("cluster 9999", ""));
    }

    // ---- Purpose

    @Test
    void aTokenOfAnotherPurposeIsRefused() {
        TokenCodec cookie = TokenCodec.builder()
                .keys(List.of(key("key")))
                .purpose("__Host-a")
                .build();
        TokenCodec other = TokenCodec.builder()
                .keys(List.of(key("key")))
                .purpose("__Host-b")
                .build();

        assertThat(other.read(cookie.encode(token("a", LATE))))
                .isEqualTo(new Reading(ConsistencyToken.NONE, Outcome.BAD_SIGNATURE));
    }

    @Test
    void thePurposeIsReplicatedTokenUnlessSet() {
        TokenCodec named = TokenCodec.builder()
                .keys(List.of(key("key")))
                .purpose("replicated-token")
                .clock(InstantSource.fixed(NOON))
                .build();

        assertThat(named.read(codec("key").encode(token("a", LATE))).outcome()).isEqualTo(Outcome.READ);
    }

    @Test
    void aPurposeHasOneToSixtyFourHarmlessCharacters() {
        for (String bad : List.of("", " ", "a b", "a;b", "ä", "a\r\nb", "x".repeat(65))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TokenCodec.builder().purpose(bad))
                    .withMessageStartingWith("purpose is ")
                    .withMessageContaining("1 to 64 characters of A-Z a-z 0-9 _ . -");
        }
        for (String good : List.of("a", "__Host-replicated.token-1", "x".repeat(64))) {
            assertThatCode(() -> TokenCodec.builder().purpose(good)).doesNotThrowAnyException();
        }
    }

    // ---- Time

    @Test
    void aTokenIsGoodForItsMaximumAgeAndNoLonger() {
        String text = codec("key").encode(token("a", LATE));
        Duration maxAge = codec("key").maxAge();

        assertThat(maxAge).isEqualTo(Duration.ofMinutes(10));
        assertThat(codecAfter(maxAge, "key").read(text).outcome()).isEqualTo(Outcome.READ);
        assertThat(codecAfter(maxAge.plusMillis(1), "key").read(text))
                .isEqualTo(new Reading(ConsistencyToken.NONE, Outcome.EXPIRED));
    }

    @Test
    void aTokenFromTheFutureIsGoodWithinTheToleranceOfClocks() {
        String text = codec("key").encode(token("a", LATE));
        Duration early = Duration.ofMinutes(-1);

        assertThat(codecAfter(early, "key").read(text).outcome()).isEqualTo(Outcome.READ);
        assertThat(codecAfter(early.minusMillis(1), "key").read(text))
                .isEqualTo(new Reading(ConsistencyToken.NONE, Outcome.EXPIRED));
    }

    @Test
    void aTokenThatIsWrittenAgainIsYoungAgain() {
        String text = codec("key").encode(token("a", LATE));
        TokenCodec later = codecAfter(Duration.ofMinutes(9), "key");

        Instant issuedAt =
                later.read(later.encode(later.read(text).token())).token().issuedAt();
        assertThat(issuedAt).isEqualTo(NOON.plus(Duration.ofMinutes(9)));
    }

    @Test
    void theMaximumAgeIsASecondToADay() {
        for (Duration bad :
                List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofSeconds(-1), Duration.ofSeconds(86_401))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TokenCodec.builder().maxAge(bad))
                    .withMessage("maxAge is " + bad + "; allowed is 1 second to 1 day");
        }
        for (Duration good : List.of(Duration.ofSeconds(1), Duration.ofDays(1))) {
            assertThat(TokenCodec.builder().maxAge(good).build().maxAge()).isEqualTo(good);
        }
    }

    // ---- What does not fit

    @Test
    void ofFiveClustersOnlyIsSaidThatNoPositionIsKnown() {
        TokenCodec codec = codec("key");
        ConsistencyToken five = ConsistencyToken.NONE;
        for (String cluster : List.of("a", "b", "c", "d", "e")) {
            five = five.max(token(cluster, LATE));
        }
        Reading reading = codec.read(codec.encode(five));

        assertThat(reading.outcome()).isEqualTo(Outcome.READ);
        assertThat(reading.token().isUnverified()).isFalse();
        assertThat(reading.token().isEmpty()).isFalse();
        assertThat(reading.token().speaksOnlyOfStrangers()).isFalse();
        for (String cluster : List.of("a", "e", "another")) {
            assertThat(positionIn(reading.token(), cluster)).isEqualTo(Position.UNKNOWN);
        }
    }

    @Test
    void aPositionCapturedSinceThenIsKeptBesideThat() {
        TokenCodec codec = codec("key");
        ConsistencyToken unknown = ConsistencyToken.read(List.of(), ConsistencyToken.Elsewhere.UNKNOWN, NOON);
        ConsistencyToken read = codec.read(codec.encode(unknown.with("a", "system of a", LATE, 0)))
                .token();

        assertThat(positionIn(read, "a")).isEqualTo(LATE);
        assertThat(positionIn(read, "b")).isEqualTo(Position.UNKNOWN);
        assertThat(positionIn(read.max(token("a", EARLY)), "a")).isEqualTo(Position.UNKNOWN);
    }

    @Test
    void theUnverifiedIsNotMadeTrustworthyByWritingIt() {
        TokenCodec codec = codec("key");
        Reading reading = codec.read(codec.encode(ConsistencyToken.UNVERIFIED));

        assertThat(reading.outcome()).isEqualTo(Outcome.READ);
        assertThat(reading.token().isUnverified()).isTrue();
        assertThat(positionIn(reading.token(), "a")).isEqualTo(Position.UNKNOWN);
    }

    // ---- What is not told

    @Test
    void nothingSecretIsInAnyText() {
        TokenCodec codec = codec("key");
        ConsistencyToken token = token("a", new Position(4711, 0xCAFE_0815L));
        Reading reading = codec.read(codec.encode(token));
        List<Object> all = new ArrayList<>(List.of(codec, token, reading, reading.token(), TokenCodec.builder()));
        all.addAll(token.entries());
        all.addAll(reading.token().entries());
        all.add(new TokenKey(Fixtures.secret("key"), "a"));

        for (Object one : all) {
            assertThat(one.toString())
                    .doesNotContain(key("key"), "4711", "CAFE0815", "cafe0815", Long.toString(0xCAFE_0815L))
                    .doesNotContain(Long.toString(new TokenKey(Fixtures.secret("key"), "a").idOf("a", "system of a")));
        }
    }

    @Test
    void theTextDoesNotShowWhichClusterOrSystemItIs() {
        byte[] one = Base64Url.decode(codec("key").encode(ConsistencyToken.NONE.with("orders", "7123456789", LATE, 0)));

        assertThat(new String(one, ISO_8859_1)).doesNotContain("orders", "7123456789");
    }

    // ---- Threads

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        TokenCodec codec = codec("new", "old");
        TokenCodec old = codec("old");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = IntStream.range(0, 4)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        for (int i = 0; i < 2_000; i++) {
                            String cluster = "cluster " + (i + thread) % 80;
                            Position position = new Position(1 + thread, i);
                            ConsistencyToken read = codec.read(
                                            (i % 2 == 0 ? old : codec).encode(token(cluster, position)))
                                    .token();
                            assertThat(positionIn(read, cluster)).isEqualTo(position);
                            assertThat(codec.read(codec.encode(token(cluster, position)) + "A")
                                            .outcome())
                                    .isNotEqualTo(Outcome.READ);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(work, 30, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
