package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.TomcatServer.Handler;
import jakarta.servlet.Filter;
import java.net.http.HttpResponse;

/** A servlet container with one application. */
interface Container extends AutoCloseable {
    Container filter(Filter filter);

    Container servlet(String pattern, Handler handler);

    Container errorPage(String location);

    Container start() throws Exception;

    HttpResponse<String> send(String method, String path, String... headers) throws Exception;
}
