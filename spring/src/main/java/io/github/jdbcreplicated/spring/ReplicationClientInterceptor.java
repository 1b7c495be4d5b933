package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.TokenCodec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Has calls to other services of the same databases carry the token: what this unit of work has written they see, and
 * what they wrote this unit's later reads see, and its client.
 *
 * <pre>{@code
 * var interceptor = new ReplicationClientInterceptor(codec, List.of("orders.internal:8080", "*.shop.internal"));
 * var client = RestClient.builder().requestInterceptor(interceptor).build();
 * }</pre>
 *
 * <p>Both sides need a codec of the same keys and purpose. The host is looked at as earlier interceptors left it, so one
 * that replaces a service's name by an address decides, by the order, which of them is to be given here. An HTTP client
 * that follows redirects by itself takes all headers along, wherever it is sent, and no interceptor sees it: have it not
 * follow redirects, or give only hosts that redirect to none but such. Calls without a scope carry nothing; a call whose
 * request has the header already keeps it. What goes wrong here fails no call. Thread-safe.
 */
public final class ReplicationClientInterceptor implements ClientHttpRequestInterceptor {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated.spring");
    private static final String DEFAULT_HEADER = "Replicated-Token";

    /** As many as a request may bring. */
    private static final int MOST = 3;

    private final TokenCodec codec;
    private final List<HostPattern> hosts;
    private final String header;

    /** Set by the first call that went wrong; never unset. */
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Creates an interceptor whose header is {@code Replicated-Token}.
     *
     * @param forwardTo the hosts that the token is for: {@code host} with any port, {@code host:port}, or
     *     {@code *.suffix} for every host below the suffix; in letters of any case. No others get it
     * @throws IllegalArgumentException if one is none of these
     */
    public ReplicationClientInterceptor(TokenCodec codec, Collection<String> forwardTo) {
        this(codec, forwardTo, DEFAULT_HEADER);
    }

    /**
     * Creates an interceptor.
     *
     * @param header the header's name on both ways, as the other services' filters have it
     * @throws IllegalArgumentException if one of {@code forwardTo} is no host, or {@code header} is no header name
     */
    public ReplicationClientInterceptor(TokenCodec codec, Collection<String> forwardTo, String header) {
        this.codec = Objects.requireNonNull(codec, "codec");
        this.hosts = forwardTo.stream().map(HostPattern::parse).toList();
        this.header = checkedHeader(header);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        UnitOfWork unit = UnitOfWork.current();
        if (unit == null || !isFor(request.getURI())) {
            return execution.execute(request, body);
        }
        guarded(() -> give(unit, request));
        ClientHttpResponse response = execution.execute(request, body);
        guarded(() -> take(unit, response));
        return response;
    }

    private boolean isFor(URI uri) {
        return hosts.stream().anyMatch(host -> host.matches(uri));
    }

    private void give(UnitOfWork unit, HttpRequest request) {
        if (request.getHeaders().getFirst(header) == null) {
            ConsistencyToken token = unit.token();
            if (!token.isEmpty()) {
                request.getHeaders().set(header, codec.encode(token));
            }
        }
    }

    private void take(UnitOfWork unit, ClientHttpResponse response) {
        List<String> texts = response.getHeaders().getValuesAsList(header);
        if (texts.size() <= MOST) {
            ConsistencyToken token = texts.stream()
                    .map(text -> codec.read(text).token())
                    .reduce(ConsistencyToken.NONE, ConsistencyToken::max);
            if (!token.isEmpty()) {
                unit.learn(token);
            }
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            Level level = warned.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
            LOG.log(level, "A token was not passed on; the call goes on without (further such lines are DEBUG)", e);
        }
    }

    private static String checkedHeader(String name) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new IllegalArgumentException("header: '" + name
                    + "' is no header name; allowed are one or more of the characters A-Z a-z 0-9 !#$%&'*+-.^_`|~");
        }
        return name;
    }
}
