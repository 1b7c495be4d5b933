package io.github.jdbcreplicated.demo.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** What a browser shows for a failure; Spring Boot finds it by its name. Programs are given JSON instead. */
@Component("error")
final class ErrorPage implements View {
    @Override
    public String getContentType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(getContentType());
        response.getWriter().write(html(model == null ? Map.of() : model));
    }

    private static String html(Map<String, ?> model) {
        return Html.page("Message board", """
                <main>
                <section>
                <h1>%s %s</h1>
                <p>%s</p>
                <p><a href="/">Back to the board</a></p>
                </section>
                </main>
                """.formatted(of(model, "status"), of(model, "error"), of(model, "message")));
    }

    private static String of(Map<String, ?> model, String name) {
        Object value = model.get(name);
        return value == null ? "" : Html.text(value);
    }
}
