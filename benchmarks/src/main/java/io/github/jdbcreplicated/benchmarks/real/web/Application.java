package io.github.jdbcreplicated.benchmarks.real.web;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A Tomcat that answers GET with what an account shows, and POST after having changed it. */
public final class Application implements AutoCloseable {
    /** Kept here because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final Path folder;

    /**
     * Starts it.
     *
     * @param threads how many requests it serves at a time
     */
    public Application(Accounts accounts, Routing routing, int threads) throws IOException, LifecycleException {
        TOMCAT.setLevel(Level.WARNING);
        folder = Files.createTempDirectory("benchmarks-tomcat");
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", Integer.toString(threads));
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("keepAliveTimeout", "600000");
        tomcat.setConnector(connector);
        tomcat.setBaseDir(folder.toString());
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "accounts", new Handler(accounts, routing));
        context.addServletMapping("/account", "accounts");
        routing.filters().forEach(filter -> add(context, filter));
        tomcat.start();
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** The path of an account on a board. */
    public static String path(long account, long board) {
        return "/account?id=" + account + "&board=" + board;
    }

    @Override
    public void close() throws LifecycleException, IOException {
        tomcat.stop();
        tomcat.destroy();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void add(Context context, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(filter.getClass().getSimpleName());
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(definition.getFilterName());
        map.addURLPattern("/*");
        context.addFilterMap(map);
    }

    private static final class Handler extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Accounts accounts;
        private final transient Routing routing;

        Handler(Accounts accounts, Routing routing) {
            this.accounts = accounts;
            this.routing = routing;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try {
                write(response, accounts.see(number(request, "id"), number(request, "board")));
            } catch (SQLException e) {
                throw new ServletException(e);
            }
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try {
                Sight sight = accounts.change(number(request, "id"), number(request, "board"));
                routing.afterWrite().accept(response);
                write(response, sight);
            } catch (SQLException e) {
                throw new ServletException(e);
            }
        }

        private static long number(HttpServletRequest request, String name) {
            return Long.parseLong(request.getParameter(name));
        }

        private static void write(HttpServletResponse response, Sight sight) throws IOException {
            byte[] body = sight.toString().getBytes(StandardCharsets.US_ASCII);
            response.setContentType("text/plain");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
