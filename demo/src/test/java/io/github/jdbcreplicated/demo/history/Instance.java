package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.demo.DemoApplication;
import io.github.jdbcreplicated.demo.start.ServerStart;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One more instance of the demo on servers that run already, with settings of its own. */
record Instance(String name, ConfigurableApplicationContext context) implements AutoCloseable {

    static Instance start(PostgresCluster cluster, String name, String... settings) {
        SpringApplication application = new SpringApplication(DemoApplication.class);
        application.addInitializers(context -> {
            context.getEnvironment()
                    .getPropertySources()
                    .addLast(new MapPropertySource("servers", ServerStart.properties(cluster)));
            context.getBeanFactory().registerSingleton("postgresCluster", cluster);
        });
        String[] arguments = new String[settings.length + 1];
        System.arraycopy(settings, 0, arguments, 1, settings.length);
        arguments[0] = "--server.port=0";
        return new Instance(name, application.run(arguments));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }
}
