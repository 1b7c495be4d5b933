package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.HandlingServlet;
import io.github.jdbcreplicated.servlet.TomcatServer.Handler;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty. */
final class JettyContainer implements Container {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context =
            new ServletContextHandler("/shop", ServletContextHandler.SESSIONS | ServletContextHandler.NO_SECURITY);
    private final HttpClient client = HttpClient.newHttpClient();

    JettyContainer() {
        server.addConnector(connector);
        server.setHandler(context);
    }

    @Override
    public Container filter(Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        return this;
    }

    @Override
    public Container servlet(String pattern, Handler handler) {
        ServletHolder holder = new ServletHolder(new HandlingServlet(handler));
        holder.setAsyncSupported(true);
        context.addServlet(holder, pattern);
        return this;
    }

    @Override
    public Container errorPage(String location) {
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, location);
        context.setErrorHandler(pages);
        return this;
    }

    @Override
    public Container start() throws Exception {
        server.start();
        return this;
    }

    @Override
    public HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        URI uri = URI.create("http://localhost:" + connector.getLocalPort() + "/shop" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
