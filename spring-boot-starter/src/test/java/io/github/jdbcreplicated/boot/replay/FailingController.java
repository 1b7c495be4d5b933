package io.github.jdbcreplicated.boot.replay;

import io.github.jdbcreplicated.ReplicationScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The ways in which a handler of Spring MVC lets a failure out, or does not. */
@Controller
class FailingController {
    private final Faults faults;
    private final TaskExecutor tasks;

    FailingController(Faults faults, TaskExecutor tasks) {
        this.faults = faults;
        this.tasks = tasks;
    }

    @ResponseBody
    @GetMapping("/mvc/throws")
    String throwsIt(HttpServletResponse response) {
        response.addHeader("X-Handler", "first");
        return faults.read();
    }

    @ResponseBody
    @GetMapping("/secret/throws")
    String secret(Principal user) {
        return "secret of " + user.getName() + " " + faults.read();
    }

    @ResponseBody
    @GetMapping("/mvc/etag")
    String etag() {
        return faults.read();
    }

    /** Handled by the local handler, which answers with an entity. */
    static final class LocalException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ResponseBody
    @GetMapping("/mvc/exception-handler")
    String exceptionHandler() {
        if (!faults.readsWell()) {
            throw new LocalException();
        }
        return "fine";
    }

    @ExceptionHandler(LocalException.class)
    ResponseEntity<Map<String, String>> local() {
        return ResponseEntity.status(503).header("X-Handled", "yes").body(Map.of("error", "local"));
    }

    /** Handled by the advice, which answers with a problem. */
    static final class AdvisedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Handled by the advice, which answers with bytes. */
    static final class BytesException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @RestControllerAdvice
    static class Advice {
        @ExceptionHandler(AdvisedException.class)
        ResponseEntity<ProblemDetail> problem() {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "no replica");
            return ResponseEntity.of(problem).build();
        }

        @ExceptionHandler(BytesException.class)
        ResponseEntity<byte[]> bytes() {
            byte[] page = "sorry".getBytes(StandardCharsets.UTF_8);
            return ResponseEntity.status(500).contentLength(page.length).body(page);
        }
    }

    @ResponseBody
    @GetMapping("/mvc/advice")
    String advice() {
        if (!faults.readsWell()) {
            throw new AdvisedException();
        }
        return "fine";
    }

    @ResponseBody
    @GetMapping("/mvc/bytes")
    String bytes() {
        if (!faults.readsWell()) {
            throw new BytesException();
        }
        return "fine";
    }

    @ResponseBody
    @GetMapping("/mvc/response-status")
    String responseStatus() {
        if (!faults.readsWell()) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "no replica");
        }
        return "fine";
    }

    @ResponseBody
    @GetMapping("/mvc/swallowed")
    String swallowed() {
        return faults.readsWell() ? "fresh" : "from the cache";
    }

    @GetMapping("/mvc/view")
    View view() {
        return page(0);
    }

    @GetMapping("/mvc/view-30k")
    View bigView() {
        return page(30_000);
    }

    private View page(int before) {
        return (model, request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().print("ü".repeat(before));
            response.getWriter().print(faults.read());
        };
    }

    @GetMapping("/mvc/forward")
    String forward() {
        return "forward:/mvc/throws";
    }

    @ResponseBody
    @GetMapping("/mvc/json")
    Iterable<String> json() {
        return () -> Stream.concat(
                        Stream.of("first"), Stream.generate(faults::read).limit(1))
                .iterator();
    }

    @GetMapping("/mvc/redirect")
    String redirect(RedirectAttributes attributes) {
        attributes.addFlashAttribute("message", "hello");
        return faults.readsWell() ? "redirect:/mvc/throws" : "redirect:/sorry";
    }

    @ResponseBody
    @GetMapping("/mvc/callable")
    Callable<String> callable(HttpServletResponse response) {
        response.addHeader("X-Handler", "first");
        return () -> faults.read();
    }

    @ResponseBody
    @GetMapping("/mvc/callable-handled")
    Callable<String> callableHandled() {
        return () -> {
            if (!faults.readsWell()) {
                throw new LocalException();
            }
            return "fine";
        };
    }

    @ResponseBody
    @GetMapping("/mvc/deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        tasks.execute(ReplicationScope.wrap(() -> {
            try {
                result.setResult(faults.read());
            } catch (RuntimeException e) {
                result.setErrorResult(e);
            }
        }));
        return result;
    }

    @ResponseBody
    @GetMapping("/mvc/fails-before-async")
    Callable<String> failsBeforeAsync() {
        String read = faults.read();
        return () -> read;
    }

    @GetMapping("/mvc/streaming")
    ResponseEntity<StreamingResponseBody> streaming() {
        return ResponseEntity.ok()
                .header("X-Handler", "first")
                .body(stream -> stream.write(faults.read().getBytes(StandardCharsets.UTF_8)));
    }

    @GetMapping("/mvc/streaming-after-bytes")
    ResponseEntity<StreamingResponseBody> streamingAfterBytes() {
        return ResponseEntity.ok().body(stream -> {
            stream.write("before ".getBytes(StandardCharsets.UTF_8));
            stream.write(faults.read().getBytes(StandardCharsets.UTF_8));
        });
    }

    @ResponseBody
    @GetMapping("/mvc/session")
    String session(HttpSession session) {
        Integer count = (Integer) session.getAttribute("count");
        int next = count == null ? 1 : count + 1;
        session.setAttribute("count", next);
        return next + faults.read();
    }

    @ResponseBody
    @Transactional(readOnly = true)
    @GetMapping("/mvc/transaction")
    public String transaction() {
        return faults.read();
    }

    @ModelAttribute
    void beforeEach(HttpServletRequest request) {
        request.setAttribute("seen", request.getAttribute("seen") == null ? 1 : 2);
    }

    @ResponseBody
    @GetMapping("/mvc/attribute")
    String attribute(HttpServletRequest request) {
        return request.getAttribute("seen") + faults.read();
    }

    @ResponseBody
    @GetMapping(path = "/mvc/advised-body", produces = MediaType.TEXT_PLAIN_VALUE)
    String advisedBody() {
        return "body";
    }
}
