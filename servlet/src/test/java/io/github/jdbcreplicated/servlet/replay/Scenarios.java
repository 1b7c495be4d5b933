package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.servlet.TomcatServer.Handler;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** What servlets do, and how they fail when a replica lets them down. */
final class Scenarios {
    private final Replica replica;
    private final Map<String, Handler> repeatable = new LinkedHashMap<>();
    private final Map<String, Handler> unrepeatable = new LinkedHashMap<>();

    Scenarios(Replica replica) {
        this.replica = replica;
        thatThrow();
        thatInclude();
        thatAnswerThemselves();
        thatWriteMuch();
        thatKeepSomething();
        thatAreAsynchronous();
        thatCannotBeRepeated();
    }

    Map<String, Handler> repeatable() {
        return repeatable;
    }

    Map<String, Handler> unrepeatable() {
        return unrepeatable;
    }

    @SuppressWarnings("MustBeClosedChecker") // one of them forgets to
    private void thatThrow() {
        repeatable.put("throws", (request, response) -> {
            response.addHeader("X-Servlet", "first");
            response.addCookie(new Cookie("servlet", "1"));
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print("before ");
            response.getWriter().print(replica.read() + " ü€");
        });
        repeatable.put("headers of all kinds", (request, response) -> {
            response.setStatus(203);
            response.setDateHeader("Last-Modified", 1_000_000_000_000L);
            response.addDateHeader("X-Date", 1_000_000_000_000L);
            response.setIntHeader("X-Int", 7);
            response.addIntHeader("X-Int", 8);
            response.setHeader("X-Outer", "replaced");
            response.setLocale(Locale.GERMANY);
            response.setHeader("Content-Type", "text/css; charset=iso-8859-1");
            String seen = response.getStatus() + " " + response.getHeader("Last-Modified") + " "
                    + response.getHeaders("X-Int") + response.containsHeader("X-None")
                    + response.getHeader("X-Outer") + response.getCharacterEncoding();
            response.getWriter().print(seen + replica.read());
        });
        repeatable.put("leaves scopes open", (request, response) -> {
            ReplicationScope forgotten = ReplicationScope.openReplica();
            response.getWriter().print(replica.read());
            forgotten.close();
        });
        repeatable.put("forwards", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.FORWARD) {
                response.getWriter().print("forwarded " + replica.read());
            } else {
                response.setHeader("X-Forwards", "yes");
                request.getRequestDispatcher(request.getServletPath() + "?again")
                        .forward(request, response);
            }
        });
    }

    private void thatInclude() {
        repeatable.put("includes what does not fail, and fails before", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.INCLUDE) {
                response.setHeader("X-Included", "has no effect");
                response.getWriter().print("included ");
            } else {
                response.setHeader("X-Including", "yes");
                String before = replica.read();
                request.getRequestDispatcher(request.getServletPath()).include(request, response);
                response.getWriter().print(before + " after");
            }
        });
        repeatable.put("includes after it failed", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.INCLUDE) {
                response.setHeader("X-Included", "has no effect");
                response.getWriter().print("included ");
            } else {
                boolean well = replica.readsWell();
                request.getRequestDispatcher(request.getServletPath()).include(request, response);
                response.getWriter().print(well);
            }
        });
        repeatable.put("forwards after it failed", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.FORWARD) {
                response.setHeader("X-Forwarded", "yes");
                response.getWriter().print("forwarded " + request.getAttribute("well"));
            } else {
                request.setAttribute("well", replica.readsWell());
                request.getRequestDispatcher(request.getServletPath()).forward(request, response);
            }
        });
    }

    private void thatAnswerThemselves() {
        answers("sendError", response -> response.sendError(503));
        answers("sendError with a message", response -> response.sendError(500, "no replica"));
        answers("sendRedirect", response -> response.sendRedirect("/elsewhere"));
        answers("page with status and writer", response -> {
            response.setStatus(500);
            response.getWriter().print("sorry");
            response.flushBuffer();
        });
        answers("page with length and locale", response -> {
            response.setStatus(500);
            response.setLocale(Locale.FRANCE);
            response.setContentLength(5);
            response.getOutputStream().write("sorry".getBytes(StandardCharsets.UTF_8));
        });
        answers("page with a header for its length", response -> {
            response.setStatus(500);
            response.setHeader("Content-Length", "5");
            response.getOutputStream().write("sorry".getBytes(StandardCharsets.UTF_8));
        });
        answers("page with a closed stream", response -> {
            response.setStatus(500);
            response.getOutputStream().print("sorry");
            response.getOutputStream().close();
        });
        answers("page with a closed writer", response -> {
            response.setStatus(500);
            response.getWriter().print("sorry");
            response.getWriter().close();
        });
        answers("page of 20000 bytes", response -> {
            response.setStatus(500);
            response.getOutputStream().write(new byte[20_000]);
            response.flushBuffer();
        });
        answers("empty 200", response -> {});
        answers("reset, and stream instead of writer", response -> {
            response.reset();
            response.setBufferSize(30_000);
            response.setContentType("application/octet-stream");
            response.getOutputStream().write(1);
        });
        answers("flush of the stream", response -> {
            response.reset();
            response.getOutputStream().flush();
        });
    }

    interface Page {
        void writeTo(HttpServletResponse response) throws IOException;
    }

    private void answers(String name, Page page) {
        repeatable.put(name, (request, response) -> {
            response.setHeader("X-Servlet", "first");
            response.setContentType("text/plain");
            if (replica.readsWell()) {
                response.getWriter().print("all is well");
            } else {
                page.writeTo(response);
            }
        });
    }

    private void thatWriteMuch() {
        for (int size : new int[] {8192, 20_000, 30_000, 60_000}) {
            repeatable.put(size + " bytes before", (request, response) -> {
                response.getOutputStream().write("x".repeat(size).getBytes(StandardCharsets.UTF_8));
                response.getOutputStream().print(replica.read());
            });
            repeatable.put(size + " characters before", (request, response) -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().print("x".repeat(size));
                response.getWriter().print(replica.read());
            });
        }
        repeatable.put("100000 bytes after", (request, response) -> {
            replica.read();
            response.getOutputStream().write(new byte[100_000]);
        });
    }

    private void thatKeepSomething() {
        repeatable.put("request attribute", (request, response) -> {
            Object before = request.getAttribute("count");
            request.setAttribute("count", before == null ? 1 : (int) before + 1);
            response.getWriter().print(request.getAttribute("count") + replica.read());
        });
        repeatable.put("error attributes", (request, response) -> {
            if (!replica.readsWell()) {
                request.setAttribute("jakarta.servlet.error.exception", new IllegalStateException());
                request.setAttribute("jakarta.servlet.error.status_code", 500);
                response.sendError(500);
            } else {
                response.getWriter().print("no error");
            }
        });
        repeatable.put("new session", (request, response) -> {
            request.getSession().setAttribute("seen", "yes");
            response.getWriter().print(replica.read());
        });
    }

    private void thatAreAsynchronous() {
        repeatable.put("dispatches a result", (request, response) -> {
            Object result = request.getAttribute("result");
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                if (result instanceof Exception failed) {
                    throw failed;
                }
                response.getWriter().print("result " + result);
                return;
            }
            response.addHeader("X-Before-Async", "1");
            AsyncContext async = request.startAsync(request, response);
            UnitOfWork unit = Objects.requireNonNull(UnitOfWork.current());
            async.start(() -> {
                async.getRequest().setAttribute("result", resultOf(unit));
                async.dispatch();
            });
        });
        repeatable.put("dispatches a result, without arguments", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                if (request.getAttribute("result") instanceof Exception failed) {
                    response.sendError(500, failed.getMessage());
                } else {
                    response.getWriter().print("result " + request.getAttribute("result"));
                }
                return;
            }
            response.addHeader("X-Before-Async", "1");
            AsyncContext async = request.startAsync();
            UnitOfWork unit = Objects.requireNonNull(UnitOfWork.current());
            async.start(() -> {
                request.setAttribute("result", resultOf(unit));
                async.dispatch();
            });
        });
        repeatable.put("fails before it goes asynchronous", (request, response) -> {
            replica.read();
            AsyncContext async = request.startAsync();
            async.getResponse().getWriter().print("own async");
            async.complete();
        });
        repeatable.put("reads on another thread", (request, response) -> {
            UnitOfWork unit = Objects.requireNonNull(UnitOfWork.current());
            Object result = CompletableFuture.supplyAsync(() -> resultOf(unit)).get();
            if (result instanceof Exception) {
                request.getAttribute("anything");
                response.sendError(500);
            } else {
                response.getWriter().print(result);
            }
        });
    }

    private Object resultOf(UnitOfWork unit) {
        try {
            return replica.read(unit);
        } catch (SQLException e) {
            return e;
        }
    }

    private void thatCannotBeRepeated() {
        unrepeatable.put("flushed before", (request, response) -> {
            response.getWriter().print("start ");
            response.flushBuffer();
            response.getWriter().print(replica.readsWell() ? "well" : "badly");
        });
        unrepeatable.put("stream flushed before", (request, response) -> {
            response.getOutputStream().print("start ");
            response.getOutputStream().flush();
            response.getOutputStream().print(replica.readsWell() ? "well" : "badly");
        });
        unrepeatable.put("70000 bytes before", (request, response) -> {
            response.getOutputStream().write(new byte[70_000]);
            response.getOutputStream().print(replica.readsWell() ? "well" : "badly");
        });
        unrepeatable.put("200000 bytes after", (request, response) -> {
            boolean well = replica.readsWell();
            ServletOutputStream stream = response.getOutputStream();
            for (int i = 0; i < 200; i++) {
                stream.write((well ? "w" : "b").repeat(1000).getBytes(StandardCharsets.UTF_8));
            }
        });
        unrepeatable.put("own async", (request, response) -> {
            response.addHeader("X-Before-Async", "1");
            AsyncContext async = request.startAsync();
            UnitOfWork unit = Objects.requireNonNull(UnitOfWork.current());
            async.start(() -> {
                try {
                    async.getResponse().getWriter().print(resultOf(unit));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } finally {
                    async.complete();
                }
            });
        });
        unrepeatable.put("failure swallowed, then own async", (request, response) -> {
            boolean well = replica.readsWell();
            AsyncContext async = request.startAsync();
            async.getResponse().getWriter().print(well ? "well" : "badly");
            async.complete();
        });
        unrepeatable.put("dispatches elsewhere", (request, response) -> {
            boolean well = replica.readsWell();
            request.setAttribute("well", well);
            response.addHeader("X-Before-Async", "1");
            request.startAsync(request, response).dispatch("/elsewhere");
        });
    }
}
