package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.NoNodeAvailableException;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients are told when the databases cannot serve them as they should. */
class TroubleTest {
    private final TomcatServer tomcat = TomcatServer.onOneThread();

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
    }

    private static NoNodeAvailableException noNode() {
        return new NoNodeAvailableException("nobody is there", null);
    }

    private HttpResponse<String> answer(boolean answered, TomcatServer.Handler handler) throws Exception {
        tomcat.filter(ReplicationFilter.builder().unavailableResponse(answered).build())
                .servlet("/orders", handler)
                .servlet("/error", (request, response) -> response.getWriter().print("page " + response.getStatus()))
                .errorPage("/error")
                .start();
        return tomcat.get("/orders");
    }

    private void assertUnavailable(TomcatServer.Handler handler) throws Exception {
        HttpResponse<String> response = answer(true, handler);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(response.body()).isEqualTo("page 503");
    }

    @Test
    void requestThatNoNodeCouldServeIsAskedToComeBack() throws Exception {
        assertUnavailable((request, response) -> {
            response.getWriter().print("half a page");
            throw noNode();
        });
    }

    @Test
    void causeIsFoundInServletExceptions() throws Exception {
        assertUnavailable((request, response) -> {
            throw new ServletException("failed", new IllegalStateException(new SQLException(noNode())));
        });
    }

    @Test
    void whatFollowsFromItCountsAsMuch() throws Exception {
        assertUnavailable((request, response) -> {
            Objects.requireNonNull(UnitOfWork.current()).mark(Mark.UNAVAILABLE);
            throw new IllegalStateException("Transaction silently rolled back");
        });
    }

    @Test
    void requestThatMayHaveWrittenIsNotAskedToComeBack() throws Exception {
        HttpResponse<String> response = answer(true, (request, servlet) -> {
            new FakePositions("a").write(5);
            throw noNode();
        });
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void otherFailuresStayWhatTheyAre() throws Exception {
        HttpResponse<String> response = answer(true, (request, servlet) -> {
            throw new SQLException("syntax");
        });
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void withoutTheOptionNothingIsAnswered() throws Exception {
        assertThat(answer(false, (request, response) -> {
                            throw noNode();
                        })
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void whatTheApplicationAnsweredItselfStays() throws Exception {
        HttpResponse<String> response = answer(true, (request, servlet) -> {
            servlet.setStatus(200);
            servlet.getWriter().print("from the cache");
        });
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("from the cache");
    }

    @Test
    void whatWasSentIsNotTakenBack() throws Exception {
        AtEnd end = new AtEnd();
        tomcat.filter(end);
        assertThatThrownBy(() -> answer(true, (request, servlet) -> {
                    servlet.getWriter().print("half a page");
                    servlet.flushBuffer();
                    throw noNode();
                }))
                .isInstanceOf(IOException.class);
        assertThat(end.next()).isEqualTo("threw");
    }

    @Test
    void answerThatMayBeTooOldSaysSo() throws Exception {
        AtEnd end = new AtEnd();
        tomcat.filter(end);
        HttpResponse<String> response = answer(true, (request, servlet) -> {
            Objects.requireNonNull(UnitOfWork.current()).mark(Mark.STALE);
            servlet.getWriter().print("old");
        });
        assertThat(response.headers().firstValue("Replicated-Stale")).hasValue("?1");
        assertThat(end.next()).isEqualTo("stale");
    }

    @Test
    void otherAnswersDoNot() throws Exception {
        AtEnd end = new AtEnd();
        tomcat.filter(end);
        HttpResponse<String> response =
                answer(true, (request, servlet) -> servlet.getWriter().print("fresh"));
        assertThat(response.headers().firstValue("Replicated-Stale")).isEmpty();
        assertThat(end.next()).isEqualTo("");
    }

    /** Sees what the filter leaves. */
    private static final class AtEnd implements Filter {
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return Objects.requireNonNull(seen.poll(10, TimeUnit.SECONDS));
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            boolean returned = false;
            try {
                chain.doFilter(request, response);
                returned = true;
            } finally {
                Object stale = request.getAttribute(ReplicationFilter.STALE_ATTRIBUTE);
                seen.add(returned ? Boolean.TRUE.equals(stale) ? "stale" : "" : "threw");
            }
        }
    }
}
