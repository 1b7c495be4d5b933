package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the hook is called: told by a hook that adds a header line each time. */
class BeforeCommitTest {
    private final TomcatServer tomcat = TomcatServer.onOneThread().filter((request, response, chain) -> {
        HttpServletResponse answer = (HttpServletResponse) response;
        BeforeCommit.doFilter(
                (HttpServletRequest) request,
                answer,
                chain,
                () -> answer.addHeader("Hook", request.getDispatcherType().name()));
    });

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
    }

    private List<String> calls(String path) throws Exception {
        return tomcat.get(path).headers().allValues("Hook");
    }

    @Test
    void synchronousRequestCallsItOnce() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    response.getWriter().print("x".repeat(20_000));
                    response.flushBuffer();
                })
                .start();
        assertThat(calls("/")).containsExactly("REQUEST");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncDispatchCallsItOnce(boolean passesItsOwn) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.REQUEST) {
                        AsyncContext context =
                                passesItsOwn ? request.startAsync(request, response) : request.startAsync();
                        context.dispatch();
                    } else {
                        response.getWriter().print("small");
                    }
                })
                .start();
        assertThat(calls("/")).containsExactly(passesItsOwn ? "REQUEST" : "ASYNC");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncCompletionCallsItOnce(boolean passesItsOwn) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    AsyncContext context = passesItsOwn ? request.startAsync(request, response) : request.startAsync();
                    context.getResponse().getWriter().print("small");
                    context.complete();
                })
                .start();
        assertThat(calls("/")).containsExactly("REQUEST");
    }

    @Test
    void errorPageCallsItOnceMore() throws Exception {
        tomcat.servlet("/sends", (request, response) -> response.sendError(500))
                .servlet("/error", (request, response) -> response.getWriter().print("sorry"))
                .errorPage("/error")
                .start();
        assertThat(calls("/sends")).containsExactly("REQUEST", "ERROR");
    }
}
