package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.TomcatServer;
import io.github.jdbcreplicated.servlet.TomcatServer.Handler;
import jakarta.servlet.Filter;
import java.net.http.HttpResponse;

/** Tomcat. */
final class TomcatContainer implements Container {
    private final TomcatServer tomcat = TomcatServer.onOneThread();

    @Override
    public Container filter(Filter filter) {
        tomcat.filter(filter);
        return this;
    }

    @Override
    public Container servlet(String pattern, Handler handler) {
        tomcat.servlet(pattern, handler);
        return this;
    }

    @Override
    public Container errorPage(String location) {
        tomcat.errorPage(location);
        return this;
    }

    @Override
    public Container start() throws Exception {
        tomcat.start();
        return this;
    }

    @Override
    public HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return tomcat.send(method, path, headers);
    }

    @Override
    public void close() throws Exception {
        tomcat.close();
    }
}
