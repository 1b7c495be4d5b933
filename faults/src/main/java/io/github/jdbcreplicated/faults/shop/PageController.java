package io.github.jdbcreplicated.faults.shop;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people look at. */
@Controller
class PageController {
    private final ItemRepository items;
    private final Orders orders;

    PageController(ItemRepository items, Orders orders) {
        this.items = items;
        this.orders = orders;
    }

    /** Some 30 KB, for which the template goes on reading. */
    @GetMapping("/page")
    String page(Model model) {
        model.addAttribute("items", items.findAllByOrderByKey());
        return "page";
    }

    @GetMapping("/items/{key}/sold-out")
    ResponseEntity<Void> soldOut(@PathVariable String key) {
        throw new SoldOutException(orders.version(key));
    }

    @GetMapping("/items/{key}/gone")
    void gone(@PathVariable String key, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_GONE, "version " + orders.version(key));
    }

    @PostMapping("/items/{key}/orders")
    String order(
            @PathVariable String key,
            @RequestParam String element,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        long version = orders.place(key, element);
        response.setHeader("Written-Version", Long.toString(version));
        redirect.addFlashAttribute("ordered", version);
        return "redirect:/items/" + key + "/ordered";
    }

    @GetMapping("/items/{key}/ordered")
    String ordered(@PathVariable String key, Model model) {
        model.addAttribute("item", items.findById(key).orElseThrow());
        return "ordered";
    }
}
