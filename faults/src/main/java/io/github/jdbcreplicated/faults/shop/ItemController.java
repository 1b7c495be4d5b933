package io.github.jdbcreplicated.faults.shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What programs ask for. What fails here nobody handles: the container and Spring Boot's error page answer. */
@RestController
@RequestMapping("/api/items/{key}")
class ItemController {
    private final Orders orders;

    ItemController(Orders orders) {
        this.orders = orders;
    }

    @GetMapping
    ItemVersion read(@PathVariable String key) {
        return new ItemVersion(key, orders.version(key));
    }

    @GetMapping("/report")
    ItemVersion report(@PathVariable String key) {
        return new ItemVersion(key, orders.versionByReport(key));
    }

    @GetMapping("/long-report")
    ItemVersion longReport(@PathVariable String key) {
        return new ItemVersion(key, orders.versionByLongReport(key));
    }

    @PutMapping
    ItemVersion write(@PathVariable String key, @RequestParam String element) {
        return new ItemVersion(key, orders.place(key, element));
    }
}
