package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.token.TokenCodec;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries the token to the client and back: in a cookie, and in a header for clients that keep none.
 *
 * <pre>{@code
 * var carrier = TokenCarrier.builder(codec).cookieName("__Host-replicated").cookiePath("/").alwaysSecure(true).build();
 * var filter = ReplicationFilter.builder().tokenCarrier(carrier).build();
 * }</pre>
 *
 * <p>A request may bring several tokens, in up to three cookies of the name and up to three header lines; more of either
 * than that, and none of them is looked at. Reads then do not fall behind any of those that could be verified. One that
 * cannot be verified because its key or version is not ours does not yield to one that can: together they mean that the
 * primary is asked. Nothing that a client sends fails a request, is sent back, or is logged; what was refused is told at
 * most once per minute and reason.
 *
 * <p>A response carries a token only if the request knows more than its client. It is then private: what
 * {@code Cache-Control} said of shared caches is taken out. Thread-safe.
 */
public final class TokenCarrier {

    /** Which requests from other sites bring the cookie; see RFC 6265bis. */
    public enum SameSite {
        /** Links and redirects from elsewhere do, forms and scripts do not. */
        LAX,
        /** None do: who comes back from a payment page may read what is older than what he wrote. */
        STRICT,
        /** All do; browsers want such a cookie secure. */
        NONE
    }

    final TokenCodec codec;
    final TokenCookie cookie;
    final @Nullable String header;
    final TokenEvents events;

    private TokenCarrier(Builder builder) {
        this.codec = builder.codec;
        this.cookie = new TokenCookie(builder.cookieName, builder.cookiePath, builder.sameSite, builder.alwaysSecure)
                .checked();
        this.header = builder.header;
        this.events = new TokenEvents(builder.onRead, builder.onLost, builder.nanoTime);
    }

    /**
     * Starts to describe a carrier of what the codec makes. A codec's purpose is best the cookie's name: tokens of other
     * applications on the same host, under the same key, are then not accepted.
     */
    public static Builder builder(TokenCodec codec) {
        return new Builder(Objects.requireNonNull(codec, "codec"));
    }

    /** Describes a {@link TokenCarrier}; not thread-safe. What was built does not change afterwards. */
    public static final class Builder {
        private final TokenCodec codec;
        private String cookieName = "replicated-token";
        private @Nullable String cookiePath;
        private SameSite sameSite = SameSite.LAX;
        private boolean alwaysSecure;
        private @Nullable String header = "Replicated-Token";
        private Consumer<TokenCodec.Outcome> onRead = outcome -> {};
        private Runnable onLost = () -> {};
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(TokenCodec codec) {
            this.codec = codec;
        }

        /**
         * Sets the cookie's name; by default {@code replicated-token}. With the prefix {@code __Host-} browsers take it
         * from this very host only; it needs the path {@code /} and {@link #alwaysSecure}. {@code __Secure-} needs the
         * latter.
         *
         * @throws IllegalArgumentException if RFC 6265 does not allow the name
         */
        public Builder cookieName(String name) {
            cookieName = HttpToken.checked("cookieName", name);
            return this;
        }

        /**
         * Sets the path below which browsers send the cookie; by default the application's context path.
         *
         * @throws IllegalArgumentException if it is no path
         */
        public Builder cookiePath(String path) {
            cookiePath = CookiePath.checked(path);
            return this;
        }

        /** Sets which requests from other sites bring the cookie; by default {@link SameSite#LAX}. */
        public Builder sameSite(SameSite sameSite) {
            this.sameSite = Objects.requireNonNull(sameSite, "sameSite");
            return this;
        }

        /**
         * Whether the cookie is secure even where {@code isSecure()} of the request says no, as behind a proxy that is not
         * told of; by default false. Browsers do not keep a secure cookie that came over plain HTTP.
         */
        public Builder alwaysSecure(boolean always) {
            this.alwaysSecure = always;
            return this;
        }

        /**
         * Sets the name of the header, of requests and responses alike; by default {@code Replicated-Token}.
         *
         * @throws IllegalArgumentException if it is no header name
         */
        public Builder header(String name) {
            header = HttpToken.checked("header", name);
            return this;
        }

        /** Has the token travel in the cookie alone. */
        public Builder withoutHeader() {
            header = null;
            return this;
        }

        /**
         * Sets who is told what became of each token that came, for meters; by default nobody. Not called for a request
         * without any; called once, with MALFORMED, for more cookies or header lines than are looked at. Called by the
         * request's thread before the application's filters; must be fast. What it throws is logged.
         */
        public Builder onRead(Consumer<TokenCodec.Outcome> listener) {
            this.onRead = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets who is told that a client was not told of what its request did, since the headers had left before, for
         * meters; by default nobody. At most once per dispatch, by the thread that ends it. What it throws is logged.
         */
        public Builder onLost(Runnable listener) {
            this.onLost = Objects.requireNonNull(listener, "listener");
            return this;
        }

        Builder nanoTime(LongSupplier clock) {
            this.nanoTime = clock;
            return this;
        }

        /**
         * Creates the carrier.
         *
         * @throws IllegalArgumentException if the cookie's name or SameSite asks for what is not set
         */
        public TokenCarrier build() {
            return new TokenCarrier(this);
        }
    }

    /** Without the codec. */
    @Override
    public String toString() {
        return "TokenCarrier[cookie " + cookie.name() + ", header " + (header == null ? "off" : header) + "]";
    }
}
