package io.github.jdbcreplicated.demo.start;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the page is, once it can be opened. */
@Component
final class AddressLine {
    @EventListener
    void ready(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        System.out.println("Open http://" + host(environment.getProperty("server.address", "127.0.0.1")) + ":"
                + environment.getProperty("local.server.port") + "/");
        System.out.println("Ctrl-C ends it all.");
    }

    /** As a URL writes it; the address that means all addresses is none to open. */
    private static String host(String address) {
        if (address.equals("0.0.0.0") || address.equals("::")) {
            return "127.0.0.1";
        }
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }
}
