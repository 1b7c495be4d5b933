package io.github.jdbcreplicated.faults.shop;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** What the pages read. */
interface ItemRepository extends JpaRepository<Item, String> {
    List<Item> findAllByOrderByKey();
}
