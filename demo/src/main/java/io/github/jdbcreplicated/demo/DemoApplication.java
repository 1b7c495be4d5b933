package io.github.jdbcreplicated.demo;

import io.github.jdbcreplicated.demo.start.ServerStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts three PostgreSQL servers and the message board on them. */
@SpringBootApplication(proxyBeanMethods = false)
public final class DemoApplication {
    private DemoApplication() {}

    /** Starts the demo; the arguments are Spring Boot's, for example {@code --server.port=8081}. */
    public static void main(String[] args) {
        start(args);
    }

    static ConfigurableApplicationContext start(String... args) {
        // HikariCP trusts a connection that was used half a second ago; here servers are killed between two clicks.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        SpringApplication application = new SpringApplication(DemoApplication.class);
        application.addInitializers(new ServerStart());
        return application.run(args);
    }
}
