package io.github.jdbcreplicated.servlet.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The redirect with a status, which responses have since Servlet 6.1. */
public final class Redirect {
    private static final @Nullable MethodHandle METHOD = find();

    private Redirect() {}

    /** Sends it; without Servlet 6.1 this is not supported. */
    public static void send(HttpServletResponse response, String location, int status, boolean clearBuffer)
            throws IOException {
        if (METHOD == null) {
            throw new UnsupportedOperationException("sendRedirect with a status needs Servlet 6.1 or newer");
        }
        try {
            METHOD.invokeExact(response, location, status, clearBuffer);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("sendRedirect threw what it does not declare", e);
        }
    }

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            HttpServletResponse.class,
                            "sendRedirect",
                            MethodType.methodType(void.class, String.class, int.class, boolean.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }
}
