package io.github.jdbcreplicated.token;

import io.github.jdbcreplicated.token.ClusterKey.Keyed;
import io.github.jdbcreplicated.token.ConsistencyToken.Elsewhere;
import io.github.jdbcreplicated.token.ConsistencyToken.Entry;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of tokens, signed, and tokens of text. Thread-safe; keeps nothing of the texts that it sees.
 *
 * <p>A token's text is signed, not encrypted: who holds it can read log positions from it, and change nothing. All
 * instances of an application need the same {@linkplain Builder#keys keys}.
 */
public final class TokenCodec {
    /** What the clocks of two hosts may differ by; who synchronizes clocks at all is far below. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** More than twice what four clusters need, and little enough to verify in passing. */
    static final int MOST_CHARACTERS = 512;

    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    private final List<TokenKey> keys;
    private final Duration maxAge;
    private final boolean ephemeral;
    private final InstantSource clock;

    /** Set by the first thread that encodes a token of too many clusters, which warns; never unset. */
    private final AtomicBoolean overflowed = new AtomicBoolean();

    private TokenCodec(Builder builder) {
        this.ephemeral = builder.secrets.isEmpty();
        this.keys = (ephemeral ? List.of(randomSecret()) : builder.secrets)
                .stream().map(secret -> new TokenKey(secret, builder.purpose)).toList();
        this.maxAge = builder.maxAge;
        this.clock = builder.clock;
    }

    private static byte[] randomSecret() {
        byte[] secret = new byte[KeyText.LEAST_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** Starts to describe a codec. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The token as text of the characters {@code A-Z a-z 0-9 - _}, at most 128 of them for one cluster and 256 for four;
     * dated now and signed with the first key.
     *
     * <p>A token that speaks of more than four clusters is written as one that knows of writes to every cluster but not
     * their positions: its client reads from primaries, and never misses its own writes. The codec warns of it once.
     *
     * <p>What was read under another key is kept if this codec, or that key, was ever asked about its cluster. Else nobody
     * here can tell which it is, and what was said of it is lost: that concerns applications that share a cookie and do
     * not have the same clusters, while they change keys.
     */
    public String encode(ConsistencyToken token) {
        List<Entry> entries = underSigningKey(token.entries());
        Elsewhere elsewhere = token.elsewhere();
        if (entries.size() > TokenFormat.MOST_ENTRIES) {
            warnOfOverflow(entries.size());
            entries = List.of();
            elsewhere = elsewhere.max(Elsewhere.UNKNOWN);
        }
        return Base64Url.encode(TokenFormat.write(keys.get(0), clock.instant(), elsewhere, entries));
    }

    private List<Entry> underSigningKey(List<Entry> entries) {
        Map<Keyed, Entry> said = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Keyed cluster = entry.saysNothing() ? null : entry.key().underFirst(keys);
            if (cluster != null) {
                said.merge(cluster, new Entry(cluster, entry.position(), entry.seenOn()), Entry::max);
            }
        }
        return List.copyOf(said.values());
    }

    private void warnOfOverflow(int clusters) {
        if (overflowed.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "A token has room for " + TokenFormat.MOST_ENTRIES
                            + " clusters, and a client has written to or read from "
                            + clusters + ": its reads go to the primaries of all. This is said once.");
        }
    }

    /** What the text says. Any input has an answer; none throws. */
    public Reading read(@Nullable String text) {
        if (text == null) {
            return nothing(Outcome.EMPTY);
        }
        if (text.length() > MOST_CHARACTERS) {
            return nothing(Outcome.OVERSIZED);
        }
        if (text.isBlank() || text.equals("null") || text.equals("undefined")) {
            return nothing(Outcome.EMPTY);
        }
        byte[] bytes = Base64Url.decode(text);
        return bytes == null ? nothing(Outcome.MALFORMED) : read(bytes);
    }

    private Reading read(byte[] bytes) {
        if (bytes.length < TokenFormat.LEAST_OF_ANY_VERSION) {
            return nothing(Outcome.MALFORMED);
        }
        if (TokenFormat.versionOf(bytes) != TokenFormat.VERSION) {
            return new Reading(ConsistencyToken.UNVERIFIED, Outcome.UNKNOWN_VERSION);
        }
        if (!TokenFormat.mayHaveLength(bytes.length)) {
            return nothing(Outcome.MALFORMED);
        }
        TokenKey key = keyOf(bytes);
        if (key == null) {
            return new Reading(ConsistencyToken.UNVERIFIED, Outcome.UNKNOWN_KEY);
        }
        return key.hasSigned(bytes) ? readSigned(bytes, key) : nothing(Outcome.BAD_SIGNATURE);
    }

    private Reading readSigned(byte[] bytes, TokenKey key) {
        ConsistencyToken token = TokenFormat.read(bytes, key);
        if (token == null) {
            return nothing(Outcome.MALFORMED);
        }
        return isInTime(token.issuedAt()) ? new Reading(token, Outcome.READ) : nothing(Outcome.EXPIRED);
    }

    private boolean isInTime(@Nullable Instant issuedAt) {
        Instant now = clock.instant();
        return issuedAt != null
                && !issuedAt.isBefore(now.minus(maxAge))
                && !issuedAt.isAfter(now.plus(CLOCK_TOLERANCE));
    }

    private @Nullable TokenKey keyOf(byte[] bytes) {
        int id = TokenFormat.keyIdOf(bytes);
        for (TokenKey key : keys) {
            if (key.id() == id) {
                return key;
            }
        }
        return null;
    }

    private static Reading nothing(Outcome outcome) {
        return new Reading(ConsistencyToken.NONE, outcome);
    }

    /** For how long a token is worth something after it was made into text. */
    public Duration maxAge() {
        return maxAge;
    }

    /** Whether the key was made up by this process, so that no other can read its tokens. */
    public boolean isEphemeral() {
        return ephemeral;
    }

    /** Without keys. */
    @Override
    public String toString() {
        return "TokenCodec[" + (ephemeral ? "a key of its own" : keys.size() + " keys") + ", max age " + maxAge + "]";
    }

    /** What became of a text that should be a token. */
    public enum Outcome {
        /** It was read. */
        READ,
        /** There was none: null, empty, blank, or the word {@code null} or {@code undefined}. */
        EMPTY,
        /** It has not the shape of a token. */
        MALFORMED,
        /** It is longer than 512 characters, and was not looked at. */
        OVERSIZED,
        /** It was not signed by one who has our key, for our purpose. */
        BAD_SIGNATURE,
        /** It is older than the codec's maximum age, or from more than a minute in the future. */
        EXPIRED,
        /** It has the shape of a token but names a key that is not ours: another instance may have signed it. */
        UNKNOWN_KEY,
        /**
         * It has the shape of a token but a version that is not ours: a newer or older release may have made it. The shape
         * is what every version has: Base64url of a byte for the version, 4 for the key and 16 of a signature at least.
         */
        UNKNOWN_VERSION
    }

    /**
     * What a text said.
     *
     * @param token {@link ConsistencyToken#UNVERIFIED} where the outcome is {@link Outcome#UNKNOWN_KEY} or
     *     {@link Outcome#UNKNOWN_VERSION}; {@link ConsistencyToken#NONE} where it is another but {@link Outcome#READ}
     */
    public record Reading(ConsistencyToken token, Outcome outcome) {}

    /** Describes a {@link TokenCodec}; not thread-safe. A setting that is no good is refused when it is set. */
    public static final class Builder {
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(1);
        private static final int LONGEST_PURPOSE = 64;

        private List<byte[]> secrets = List.of();
        private String purpose = "replicated-token";
        private Duration maxAge = Duration.ofMinutes(10);
        private InstantSource clock = InstantSource.system();

        Builder() {}

        /**
         * Sets the keys: the first signs, all verify. Each is Base64 or Base64url of at least 32 random bytes, as made by
         * {@code openssl rand -base64 32}. Without keys the codec makes one up, which no other process has.
         *
         * <p>To change keys, add the new one behind the old on every instance; then put it first on every instance; then,
         * after the {@linkplain #maxAge maximum age}, remove the old one.
         *
         * @throws IllegalArgumentException if there are none, or one is too short, not Base64, not random, or there twice;
         *     the message does not show it
         */
        public Builder keys(List<String> keys) {
            this.secrets = KeyText.parse(Objects.requireNonNull(keys, "keys"));
            return this;
        }

        /**
         * Sets what the token is for, such as the cookie's name; a token of another purpose is not accepted. By default
         * {@code replicated-token}.
         *
         * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code A-Z a-z 0-9 _ . -}
         */
        public Builder purpose(String purpose) {
            Objects.requireNonNull(purpose, "purpose");
            if (purpose.isEmpty()
                    || purpose.length() > LONGEST_PURPOSE
                    || !purpose.chars().allMatch(Builder::mayName)) {
                throw new IllegalArgumentException("purpose is '" + purpose
                        + "'; allowed are 1 to 64 characters of A-Z a-z 0-9 _ . -, such as a cookie's name");
            }
            this.purpose = purpose;
            return this;
        }

        private static boolean mayName(int character) {
            return character < 128 && (Character.isLetterOrDigit(character) || "_.-".indexOf(character) >= 0);
        }

        /**
         * Sets for how long a token is worth something after it was made into text, 1 second to 1 day; by default 10
         * minutes. It has to be longer than the lag that a replica may have and still be read from: when a token is gone,
         * every such replica has what it spoke of.
         *
         * @throws IllegalArgumentException if it is shorter or longer
         */
        public Builder maxAge(Duration maxAge) {
            Objects.requireNonNull(maxAge, "maxAge");
            if (maxAge.compareTo(SHORTEST) < 0 || maxAge.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("maxAge is " + maxAge + "; allowed is 1 second to 1 day");
            }
            this.maxAge = maxAge;
            return this;
        }

        Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Creates the codec. */
        public TokenCodec build() {
            return new TokenCodec(this);
        }
    }
}
