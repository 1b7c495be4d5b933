package io.github.jdbcreplicated.faults.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A word that is stuck to an item. */
@Entity
@Table(name = "label")
@SuppressWarnings("NullAway.Init") // by JPA
class Label {
    @Id
    private long id;

    private String word;

    protected Label() {}

    public long getId() {
        return id;
    }

    public String getWord() {
        return word;
    }
}
