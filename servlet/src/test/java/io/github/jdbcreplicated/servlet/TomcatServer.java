package io.github.jdbcreplicated.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A Tomcat with one application, {@code /shop} unless it is at the root. */
public final class TomcatServer implements AutoCloseable {
    /** Kept here because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private final Logger application;

    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final String contextPath;
    private final HttpClient client = HttpClient.newHttpClient();
    private int count;

    private TomcatServer(String contextPath, Map<String, String> settings) {
        this.contextPath = contextPath;
        TOMCAT.setLevel(Level.OFF);
        Connector connector = new Connector();
        connector.setPort(0);
        settings.forEach(connector::setProperty);
        tomcat.setConnector(connector);
        tomcat.setBaseDir(new File("target/tomcat").getAbsolutePath());
        context = tomcat.addContext(contextPath, null);
        application = Logger.getLogger("org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].["
                + (contextPath.isEmpty() ? "/" : contextPath) + "]");
        application.setLevel(Level.OFF);
    }

    /** Serves every request on the same thread. */
    public static TomcatServer onOneThread() {
        return at("/shop");
    }

    /** Serves another context path, empty for the root, every request on the same thread. */
    public static TomcatServer at(String contextPath) {
        return new TomcatServer(contextPath, Map.of("maxThreads", "1", "minSpareThreads", "1"));
    }

    /** Serves every request on a virtual thread of its own; needs Java 21. */
    public static TomcatServer onVirtualThreads() {
        return new TomcatServer("/shop", Map.of("useVirtualThreads", "true"));
    }

    /** Has requests look as if they had come over TLS. */
    public TomcatServer secure() {
        tomcat.getConnector().setSecure(true);
        return this;
    }

    public interface Handler {
        void serve(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    public TomcatServer filter(Filter filter) {
        String name = "filter-" + ++count;
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        for (DispatcherType type : DispatcherType.values()) {
            map.setDispatcher(type.name());
        }
        context.addFilterMap(map);
        return this;
    }

    public TomcatServer servlet(String pattern, Handler handler) {
        String name = "servlet-" + ++count;
        Wrapper wrapper = Tomcat.addServlet(context, name, new HandlingServlet(handler));
        wrapper.setAsyncSupported(true);
        context.addServletMapping(pattern, name);
        return this;
    }

    public TomcatServer errorPage(String location) {
        ErrorPage page = new ErrorPage();
        page.setLocation(location);
        context.addErrorPage(page);
        return this;
    }

    public TomcatServer start() throws LifecycleException {
        tomcat.start();
        return this;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    /** With header names and values in turn. */
    public HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + contextPath + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
