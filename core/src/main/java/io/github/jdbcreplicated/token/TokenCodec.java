package io.github.jdbcreplicated.token;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes text of tokens, signed, and tokens of text. Thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class TokenCodec {
    private TokenCodec() {}

    /** Starts to describe a codec. */
    public static Builder builder() {
        return new Builder();
    }

    /** The token as text of the characters {@code A-Z a-z 0-9 - _}, at most 128 of them for one cluster. */
    public String encode(ConsistencyToken token) {
        throw new UnsupportedOperationException("encode " + token);
    }

    /** What the text says. Any input has an answer; none throws. */
    public Reading read(@Nullable String text) {
        throw new UnsupportedOperationException("read");
    }

    /** For how long a token is worth something after it was made into text. */
    public Duration maxAge() {
        throw new UnsupportedOperationException("maxAge");
    }

    /** Whether the key was made up by this process, so that no other can read its tokens. */
    public boolean isEphemeral() {
        return false;
    }

    /** What became of a text that should be a token. */
    public enum Outcome {
        /** It was read. */
        READ,
        /** There was none. */
        EMPTY,
        /** It has not the shape of a token. */
        MALFORMED,
        /** It is longer than 512 characters, and was not looked at. */
        OVERSIZED,
        /** It was not signed by one who has our key, for our purpose. */
        BAD_SIGNATURE,
        /** It is older than the codec's maximum age, or from the future. */
        EXPIRED,
        /** It has the shape of a token but names a key that is not ours: another instance may have signed it. */
        UNKNOWN_KEY,
        /** It has the shape of a token but a version that is not ours: a newer or older release may have made it. */
        UNKNOWN_VERSION
    }

    /**
     * What a text said.
     *
     * @param token {@link ConsistencyToken#NONE} or {@link ConsistencyToken#UNVERIFIED} where it could not be read
     */
    public record Reading(ConsistencyToken token, Outcome outcome) {}

    /** Describes a {@link TokenCodec}; not thread-safe. */
    public static final class Builder {
        Builder() {}

        /** Sets the keys: the first signs, all verify. */
        public Builder keys(List<String> keys) {
            throw new UnsupportedOperationException("keys " + keys.size());
        }

        /** Sets what the token is for, such as the cookie's name; a token of another purpose is not accepted. */
        public Builder purpose(String purpose) {
            throw new UnsupportedOperationException("purpose " + purpose);
        }

        /** Sets for how long a token is worth something; by default 10 minutes. */
        public Builder maxAge(Duration maxAge) {
            throw new UnsupportedOperationException("maxAge " + maxAge);
        }

        /** Creates the codec. */
        public TokenCodec build() {
            return new TokenCodec();
        }
    }
}
