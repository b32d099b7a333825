package io.parley.it.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serial;
import java.io.Serializable;

/** What the application keeps by JPA, in the same database as the chat's log. */
@Entity
@Table(name = "posting")
public class Posting implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    @Id
    private String id = "";

    /** For JPA. */
    protected Posting() {}

    /**
     * A posting.
     *
     * @param id unique
     */
    public Posting(String id) {
        this.id = id;
    }

    /**
     * Its key.
     *
     * @return unique
     */
    public String id() {
        return id;
    }
}
