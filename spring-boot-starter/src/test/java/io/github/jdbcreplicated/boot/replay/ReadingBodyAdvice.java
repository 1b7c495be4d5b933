package io.github.jdbcreplicated.boot.replay;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Reads when the handler is done. */
@ControllerAdvice
class ReadingBodyAdvice implements ResponseBodyAdvice<Object> {
    private final Faults faults;

    ReadingBodyAdvice(Faults faults) {
        this.faults = faults;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return "advisedBody".equals(String.valueOf(returned.getExecutable().getName()));
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        response.getHeaders().add("X-Advised", "yes");
        return body + faults.read();
    }
}
