package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.servlet.ReplicationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** Tomcat with one thread, our filter and Spring MVC; whatever fails is shown by {@code /error}. */
final class WebServer implements AutoCloseable {
    /** Kept here because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private static final Logger APPLICATION =
            Logger.getLogger("org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].[/]");

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();
    private int filters;

    WebServer(Filter outside, Class<?>... configuration) throws LifecycleException {
        TOMCAT.setLevel(Level.OFF);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("maxThreads", "1");
        connector.setProperty("minSpareThreads", "1");
        tomcat.setConnector(connector);
        tomcat.setBaseDir(new File("target/tomcat").getAbsolutePath());
        Context context = tomcat.addContext("", null);
        APPLICATION.setLevel(Level.OFF);
        filter(context, outside);
        filter(context, ReplicationFilter.builder().build());
        dispatcher(context, configuration);
        ErrorPage error = new ErrorPage();
        error.setLocation("/error");
        context.addErrorPage(error);
        tomcat.start();
    }

    private void filter(Context context, Filter filter) {
        String name = "filter-" + ++filters;
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
    }

    private static void dispatcher(Context context, Class<?>... configuration) {
        AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();
        application.register(configuration);
        Wrapper wrapper = Tomcat.addServlet(context, "dispatcher", new DispatcherServlet(application));
        wrapper.setAsyncSupported(true);
        wrapper.setLoadOnStartup(1);
        context.addServletMapping("/", "dispatcher");
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    String get(String path) throws IOException, InterruptedException {
        return send("GET", path).body();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
