package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import io.github.jdbcreplicated.token.TokenCodec.Reading;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;

/** One request's token: brought by the client, and given to it. */
final class RequestToken {
    /** As many as an honest client may have by accident, from another path or a parent domain. */
    private static final int MOST = 3;

    private final TokenCarrier carrier;
    private final UnitOfWork unit;

    /** What the headers say; written by who makes them leave, read by who ends the dispatch. */
    private volatile ConsistencyToken told = ConsistencyToken.NONE;

    RequestToken(TokenCarrier carrier, UnitOfWork unit) {
        this.carrier = carrier;
        this.unit = unit;
    }

    /** Has the unit continue from what the client brought, each for itself: one that cannot be read spoils no other. */
    void readFrom(HttpServletRequest request) {
        carrier.events.guarded(() -> {
            read(carrier.cookie.values(request));
            if (carrier.header != null) {
                read(Collections.list(request.getHeaders(carrier.header)));
            }
        });
    }

    private void read(List<String> texts) {
        if (texts.size() > MOST) {
            carrier.events.read(Outcome.MALFORMED);
            return;
        }
        for (String text : texts) {
            Reading reading = carrier.codec.read(text);
            carrier.events.read(reading.outcome());
            if (!reading.token().isEmpty()) {
                unit.continueFrom(reading.token());
            }
        }
    }

    /** Adds to the headers what the client does not know; may be called again, as by the dispatch to an error page. */
    void writeTo(HttpServletResponse response, HttpServletRequest request) {
        carrier.events.guarded(() -> {
            ConsistencyToken token = unit.advancedToken();
            if (token != null) {
                write(token, response, request);
            }
        });
    }

    /** Looks after what was done since the headers were written. */
    void settle(HttpServletResponse response, HttpServletRequest request) {
        carrier.events.guarded(() -> {
            ConsistencyToken token = unit.advancedToken();
            if (token != null && !told.covers(token)) {
                if (response.isCommitted()) {
                    told = token;
                    carrier.events.lost(request);
                } else {
                    write(token, response, request);
                }
            }
        });
    }

    private void write(ConsistencyToken token, HttpServletResponse response, HttpServletRequest request) {
        String value = Ascii.base64Url(carrier.codec.encode(token));
        carrier.cookie.writeTo(response, request, value, carrier.codec.maxAge());
        if (carrier.header != null) {
            response.setHeader(carrier.header, value);
        }
        CacheControl.makePrivate(response);
        told = token;
    }
}
