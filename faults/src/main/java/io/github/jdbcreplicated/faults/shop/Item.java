package io.github.jdbcreplicated.faults.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.Set;

/** Something to buy. Its labels are loaded late, by the page's template. */
@Entity
@Table(name = "item")
@SuppressWarnings("NullAway.Init") // by JPA
class Item {
    @Id
    @Column(name = "key")
    private String key;

    @Column(name = "ver")
    private long version;

    @Column(name = "body")
    private String body;

    @OneToMany(fetch = FetchType.LAZY)
    @JoinColumn(name = "item")
    private Set<Label> labels;

    protected Item() {}

    public String getKey() {
        return key;
    }

    public long getVersion() {
        return version;
    }

    public String getBody() {
        return body;
    }

    public Set<Label> getLabels() {
        return labels;
    }
}
