package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

class ReplicationHandlerInterceptorTest {
    /** What places in the application saw; one test at a time fills it. */
    private static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

    private static WebServer web;

    @BeforeAll
    static void start() throws Exception {
        web = new WebServer(
                (request, response, chain) -> {
                    try {
                        chain.doFilter(request, response);
                    } finally {
                        if (request.getDispatcherType() == DispatcherType.REQUEST) {
                            see("outside");
                        }
                    }
                },
                Mvc.class,
                Boards.class,
                Archive.class,
                Errors.class,
                Advice.class);
    }

    @AfterAll
    static void stop() throws Exception {
        web.close();
    }

    /** Where the filter tells of scopes that it had to close for somebody. */
    private final CapturedLog filter = CapturedLog.of("io.github.jdbcreplicated.servlet");

    @AfterEach
    void nothingElseWasSeenAndNothingWasLeftToTheFilter() {
        filter.close();
        List<String> rest = new ArrayList<>();
        SEEN.drainTo(rest);
        assertThat(rest).isEmpty();
        assertThat(filter.messages()).isEmpty();
    }

    private static void see(String place) {
        SEEN.add(place + " " + Seen.now());
    }

    private static String next() throws InterruptedException {
        return Objects.requireNonNull(SEEN.poll(10, TimeUnit.SECONDS), "nothing was seen in 10 s");
    }

    private static String handler() {
        return String.valueOf(Objects.requireNonNull(UnitOfWork.current()).handler());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /plain, inferred REPLICA",
        "POST, /plain, inferred PRIMARY",
        "GET, /primary, PRIMARY",
        "POST, /replica, REPLICA",
        "GET, /archive/class, PRIMARY",
        "GET, /archive/method, REPLICA",
    })
    void annotationOfTheHandlerHoldsAndEndsWithIt(String method, String path, String expected) throws Exception {
        assertThat(web.send(method, path).body()).isEqualTo(expected);
        assertThat(next()).isEqualTo("outside none");
    }

    @Test
    void unitKnowsItsHandler() throws Exception {
        assertThat(web.get("/handler")).isEqualTo("Boards#name");
        assertThat(next()).isEqualTo("outside none");
    }

    @Test
    void argumentsOtherInterceptorsAndTheModelAreReadInTheScope() throws Exception {
        assertThat(web.get("/model")).isEqualTo("PRIMARY PRIMARY");
        assertThat(next()).isEqualTo("interceptor PRIMARY");
        assertThat(next()).isEqualTo("outside none");
    }

    @Test
    void exceptionHandlerWorksInTheScopeOfTheHandler() throws Exception {
        assertThat(web.get("/handled")).isEqualTo("sorry PRIMARY");
        assertThat(next()).isEqualTo("outside none");
    }

    @ParameterizedTest
    @CsvSource({"/fails", "/sends"})
    void errorPageNeitherKeepsTheScopeNorTakesTheNameOfTheHandler(String path) throws Exception {
        assertThat(web.get(path)).isEqualTo("error inferred REPLICA Boards#" + path.substring(1));
        assertThat(next()).isEqualTo("outside none");
    }

    @Test
    void forwardNestsAndTheOuterScopeComesBack() throws Exception {
        assertThat(web.get("/forward")).isEqualTo("PRIMARY Boards#forward");
        assertThat(next()).isEqualTo("forwarding REPLICA");
        assertThat(next()).isEqualTo("forwarded REPLICA");
        assertThat(next()).isEqualTo("outside none");
    }

    @Test
    void includeOfAPlainHandlerStaysInTheScope() throws Exception {
        assertThat(web.get("/include")).isEqualTo("PRIMARY");
        assertThat(next()).isEqualTo("included PRIMARY");
        assertThat(next()).isEqualTo("outside none");
    }

    @Test
    void interceptorThatRefusesLeavesNothingBehind() throws Exception {
        assertThat(web.send("GET", "/primary?refuse").statusCode()).isEqualTo(403);
        assertThat(next()).isEqualTo("outside none");
        assertThat(web.get("/primary?fail")).isEqualTo("error inferred REPLICA Boards#primary");
        assertThat(next()).isEqualTo("outside none");
    }

    @ParameterizedTest
    @CsvSource({
        "/callable, PRIMARY PRIMARY",
        "/task, PRIMARY PRIMARY",
        "/stream, PRIMARY",
        "/inferred, inferred REPLICA",
    })
    void workerOfACallableHasTheScopeAndIsLeftClean(String path, String expected) throws Exception {
        assertThat(web.get(path)).isEqualTo(expected);
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("outside none", "worker none");
    }

    @Test
    void asyncDispatchOpensTheScopeAgainAndOtherThreadsHaveNone() throws Exception {
        assertThat(web.get("/deferred")).isEqualTo("none");
        assertThat(List.of(next(), next(), next()))
                .containsExactlyInAnyOrder("started PRIMARY", "outside none", "async interceptor PRIMARY");
    }

    @Test
    void handlerThatWorksLaterIsRefused() throws Exception {
        assertThat(web.get("/reactive")).isEqualTo("error inferred REPLICA null");
        assertThat(next()).isEqualTo("outside none");
    }

    @Test
    void scopeThatAHandlerForgotIsClosedAndToldOnce() throws Exception {
        try (CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.spring")) {
            assertThat(web.get("/forgetful")).isEqualTo("served");
            assertThat(web.get("/forgetful")).isEqualTo("served");
            assertThat(next()).isEqualTo("outside none");
            assertThat(next()).isEqualTo("outside none");
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("Handler Boards#forgetful left a scope open");
        }
    }

    @Test
    void staticResourcesOnlyPass() throws Exception {
        assertThat(web.send("GET", "/static/none.txt").statusCode()).isEqualTo(404);
        assertThat(next()).isEqualTo("outside none");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Mvc implements WebMvcConfigurer {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new Other());
            registry.addInterceptor(new ReplicationHandlerInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
        }

        @Override
        public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
            SimpleAsyncTaskExecutor workers = new SimpleAsyncTaskExecutor("worker-");
            configurer.setTaskExecutor(new TaskExecutorAdapter(task -> workers.execute(() -> {
                task.run();
                see("worker");
            })));
        }

        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            registry.addResourceHandler("/static/**").addResourceLocations("classpath:/static/");
        }
    }

    /** Stands after ours. */
    static final class Other implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                return true;
            }
            if (request.getRequestURI().equals("/model")) {
                see("interceptor");
            }
            if (request.getDispatcherType() == DispatcherType.ASYNC
                    && request.getRequestURI().equals("/deferred")) {
                see("async interceptor");
            }
            if ("fail".equals(request.getQueryString())) {
                throw new IllegalStateException("as thrown");
            }
            if ("refuse".equals(request.getQueryString())) {
                response.setStatus(403);
                return false;
            }
            return true;
        }
    }

    @Controller
    static class Boards {
        @RequestMapping("/plain")
        @ResponseBody
        String plain() {
            return Seen.now();
        }

        @UsePrimary
        @RequestMapping("/primary")
        @ResponseBody
        String primary() {
            return Seen.now();
        }

        @UseReplica
        @RequestMapping("/replica")
        @ResponseBody
        String replica() {
            return Seen.now();
        }

        @RequestMapping("/handler")
        @ResponseBody
        String name() {
            return handler();
        }

        @ModelAttribute("seen")
        String model() {
            return Seen.now();
        }

        @UsePrimary
        @RequestMapping("/model")
        @ResponseBody
        String useModel(@ModelAttribute("seen") String seen) {
            return seen + " " + Seen.now();
        }

        @UsePrimary
        @RequestMapping("/handled")
        void handled() {
            throw new IllegalArgumentException("as thrown");
        }

        @UsePrimary
        @RequestMapping("/fails")
        void fails() {
            throw new UnsupportedOperationException("as thrown");
        }

        @UsePrimary
        @RequestMapping("/sends")
        void sends(HttpServletResponse response) throws IOException {
            response.sendError(500);
        }

        @UseReplica
        @RequestMapping("/forward")
        void forward(HttpServletRequest request, HttpServletResponse response) throws Exception {
            see("forwarding");
            request.getRequestDispatcher("/forwarded").forward(request, response);
            see("forwarded");
        }

        @UsePrimary
        @RequestMapping("/forwarded")
        @ResponseBody
        String forwarded() {
            return Seen.now() + " " + handler();
        }

        @UsePrimary
        @RequestMapping("/include")
        void include(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher("/plain").include(request, response);
            see("included");
        }

        @UsePrimary
        @RequestMapping("/callable")
        @ResponseBody
        Callable<String> callable() {
            String before = Seen.now();
            return () -> before + " " + Seen.now();
        }

        @UsePrimary
        @RequestMapping("/task")
        @ResponseBody
        WebAsyncTask<String> task() {
            String before = Seen.now();
            return new WebAsyncTask<>(5000L, () -> before + " " + Seen.now());
        }

        @UsePrimary
        @RequestMapping("/stream")
        StreamingResponseBody stream() {
            return (OutputStream out) -> out.write(Seen.now().getBytes(StandardCharsets.UTF_8));
        }

        @RequestMapping("/inferred")
        @ResponseBody
        Callable<String> inferred() {
            return Seen::now;
        }

        @UsePrimary
        @RequestMapping("/deferred")
        @ResponseBody
        DeferredResult<String> deferred() {
            see("started");
            DeferredResult<String> result = new DeferredResult<>();
            new Thread(() -> result.setResult(Seen.now())).start();
            return result;
        }

        @UseReplica
        @RequestMapping("/reactive")
        @ResponseBody
        Flow.Publisher<String> reactive() {
            return subscriber -> {};
        }

        @UsePrimary
        @RequestMapping("/forgetful")
        @ResponseBody
        @SuppressWarnings("MustBeClosedChecker")
        String forgetful() {
            ReplicationScope.openReplica();
            return "served";
        }
    }

    @UsePrimary
    @Controller
    @RequestMapping("/archive")
    static class Archive {
        @RequestMapping("/class")
        @ResponseBody
        String ofClass() {
            return Seen.now();
        }

        @UseReplica
        @RequestMapping("/method")
        @ResponseBody
        String ofMethod() {
            return Seen.now();
        }
    }

    @Controller
    static class Errors {
        @RequestMapping("/error")
        @ResponseBody
        String error(HttpServletResponse response) {
            response.setHeader(HttpHeaders.CONTENT_TYPE, "text/plain");
            return "error " + Seen.now() + " " + handler();
        }
    }

    @ControllerAdvice
    static class Advice {
        @ExceptionHandler(IllegalArgumentException.class)
        @ResponseBody
        String handle(IllegalArgumentException failure) {
            return "sorry " + Seen.now();
        }
    }
}
