package io.github.jdbcreplicated.faults.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that faults are shown to. */
@SpringBootApplication
public class ShopApplication {

    /** Starts the shop; all it has to know is in the arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }
}
